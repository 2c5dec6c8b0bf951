#define _GNU_SOURCE

#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__linux__)
#include <sched.h>
#endif

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

#include "CThreads.h"

/// 0 until it is asked for or set.
static _Atomic int process_count;
static _Thread_local int own_limit;

int gan_processor_count(void) {
#if defined(__linux__)
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0) return CPU_COUNT(&allowed);
#endif
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : online > INT_MAX ? INT_MAX : (int)online;
}

static int within_limits(long count) { return count < 1 ? 1 : count > gan_most_threads ? gan_most_threads : (int)count; }

/// What a person who tames numeric programs has set for all of them, or 0.
static long wished_count(void) {
    const char *wish = getenv("OMP_NUM_THREADS");
    if (!wish) return 0;
    char *end;
    const long count = strtol(wish, &end, 10);
    // A list gives a number for each level of nesting; the first counts here.
    return end != wish && (*end == 0 || *end == ',') && count > 0 ? count : 0;
}

int gan_thread_count(void) {
    if (own_limit > 0) return own_limit;
    const int count = atomic_load_explicit(&process_count, memory_order_relaxed);
    if (count > 0) return count;
    const long wish = wished_count();
    int none = 0;
    const int usual = within_limits(wish > 0 ? wish : gan_processor_count());
    return atomic_compare_exchange_strong(&process_count, &none, usual) ? usual : none;
}

void gan_set_thread_count(int count) { atomic_store(&process_count, within_limits(count)); }

int gan_limit_threads(int count) {
    const int before = own_limit;
    own_limit = count > 0 ? within_limits(count) : 0;
    return before;
}

void gan_flush_subnormals(void) {
#if defined(__x86_64__)
    _mm_setcsr(_mm_getcsr() | 0x8040);  // flush to zero, and take subnormal operands as zero
#elif defined(__aarch64__)
    unsigned long control;
    __asm__ volatile("mrs %0, fpcr" : "=r"(control));
    __asm__ volatile("msr fpcr, %0" : : "r"(control | (1ul << 24)));
#endif
}
