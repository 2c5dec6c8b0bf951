#ifndef GAN_THREADS_H
#define GAN_THREADS_H

#include <stddef.h>

/// The threads of the process: how many a thread may use, and a pool that shares loops between them.

/// The most threads that a loop is ever shared between.
enum { gan_most_threads = 256 };

// MARK: - How many

/// How many threads the calling thread may use, itself included: its own limit, or the process's number.
int gan_thread_count(void);

/// Sets the process's number, 1 to `gan_most_threads`. Before, it is `OMP_NUM_THREADS`, where that is set to a number,
/// otherwise how many processors the process may run on.
void gan_set_thread_count(int count);

/// Sets the calling thread's own limit, 0 for none, and returns the limit before.
int gan_limit_threads(int count);

/// How many processors the process may run on.
int gan_processor_count(void);

// MARK: - Sharing loops

/// Calls body(context, index, slot) once for every index below count, on several threads, and returns when all are done.
/// Two calls that run at the same time have different slots, from 0 to gan_thread_count() - 1.
/// A call from inside another, or while another thread uses the pool, runs on the calling thread alone, in slot 0.
void gan_parallel(ptrdiff_t count, void (*body)(void *context, ptrdiff_t index, int slot), void *context);

/// Makes the calling thread take numbers below 1.2e-38 as 0. Moments of a unit that died decay through that range for
/// thousands of steps, and arithmetic on them is a hundred times slower. `gan_parallel` does it on every thread it uses.
void gan_flush_subnormals(void);

#endif
