#include "engine.h"

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

void gan_flush_subnormals(void) {
#if defined(__x86_64__)
    _mm_setcsr(_mm_getcsr() | 0x8040);  // flush to zero, and take subnormal operands as zero
#elif defined(__aarch64__)
    unsigned long control;
    __asm__ volatile("mrs %0, fpcr" : "=r"(control));
    __asm__ volatile("msr fpcr, %0" : : "r"(control | (1ul << 24)));
#endif
}

#if defined(__linux__)

// oneDNN's threads on Linux are libgomp's. Entering the pool by the function that compilers call for
// `#pragma omp parallel` shares those threads without an OpenMP compiler; a second pool would fight over the cores.
void GOMP_parallel(void (*body)(void *), void *data, unsigned thread_count, unsigned flags);
int omp_get_max_threads(void);
void omp_set_num_threads(int count);
int omp_get_num_threads(void);
int omp_get_thread_num(void);
int omp_in_parallel(void);

typedef struct {
    ptrdiff_t count;
    void (*body)(void *, ptrdiff_t);
    void *context;
} shared_loop;

/// What one thread of the team does: a contiguous share of the indices.
static void run_share(void *data) {
    const shared_loop *loop = data;
    gan_flush_subnormals();
    const ptrdiff_t team = omp_get_num_threads(), member = omp_get_thread_num();
    const ptrdiff_t from = loop->count * member / team, to = loop->count * (member + 1) / team;
    for (ptrdiff_t index = from; index < to; index++) loop->body(loop->context, index);
}

int gan_thread_count(void) { return omp_get_max_threads(); }

void gan_set_thread_count(int count) { omp_set_num_threads(count); }

void gan_parallel(ptrdiff_t count, void (*body)(void *, ptrdiff_t), void *context) {
    if (count > 1 && omp_get_max_threads() > 1 && !omp_in_parallel()) {
        shared_loop loop = {count, body, context};
        // 0 asks for the whole team: libgomp ends threads when a team shrinks and would start them again for the next call.
        GOMP_parallel(run_share, &loop, 0, 0);
        return;
    }
    for (ptrdiff_t index = 0; index < count; index++) body(context, index);
}

#else

#include <dispatch/dispatch.h>
#include <unistd.h>

typedef struct {
    void (*body)(void *, ptrdiff_t);
    void *context;
} shared_loop;

static void run_index(void *data, size_t index) {
    const shared_loop *loop = data;
    gan_flush_subnormals();
    loop->body(loop->context, (ptrdiff_t)index);
}

int gan_thread_count(void) {
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 0 ? (int)processors : 1;
}

void gan_set_thread_count(int count) { (void)count; }

void gan_parallel(ptrdiff_t count, void (*body)(void *, ptrdiff_t), void *context) {
    if (count == 1) {
        body(context, 0);
    } else if (count > 1) {
        shared_loop loop = {body, context};
        dispatch_apply_f((size_t)count, dispatch_get_global_queue(QOS_CLASS_USER_INITIATED, 0), &loop, run_index);
    }
}

#endif
