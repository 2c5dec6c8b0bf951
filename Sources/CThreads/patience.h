#ifndef GAN_PATIENCE_H
#define GAN_PATIENCE_H

// How long threads wait awake, and how many of them are worth waiting for beside other programs.

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <time.h>

enum {
    nanoseconds_of_microsecond = 1000,
    nanoseconds_of_millisecond = 1000000,
};

/// Nanoseconds on a clock.
static inline uint64_t time_on(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static inline uint64_t now(void) { return time_on(CLOCK_MONOTONIC); }

// MARK: - Waiting awake

/// Waking a thread takes some 5 to 50 microseconds: waiting as long as that awake costs at most twice what the better
/// choice had cost, whenever what is waited for comes.
enum { longest_wait_awake = 50 * nanoseconds_of_microsecond };

typedef struct {
    unsigned rounds;
    uint64_t end;
} waiting;

static inline waiting waiting_start(void) { return (waiting){0, 0}; }

/// One round of the spin wait; false when `longest_wait_awake` is over.
static inline bool waiting_goes_on(waiting *of) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
    // The clock costs more than a round.
    if (++of->rounds % 32 != 0) return true;
    const uint64_t time = now();
    if (of->end == 0) of->end = time + longest_wait_awake;
    return time < of->end;
}

// MARK: - How many

// A thread without a processor slows the team down: what it has begun is waited for, and while it waits awake it takes the
// time of those who work. So every few milliseconds it is asked how much of the time the caller had a processor. Where
// others took much of it, the team is halved, and after a pause doubled again; when that goes wrong soon, the next pause
// is twice as long. Beside other programs, a process so ends with about as many threads as it gets processors, and one
// that is alone has them all: what TCP does with its window, for the same reason.

enum {
    shortest_pause = 8 * nanoseconds_of_millisecond,
    longest_pause = 128 * nanoseconds_of_millisecond,
    /// From one look to the next: programs beside each other take turns of some milliseconds.
    time_between_looks = 10 * nanoseconds_of_millisecond,
    /// After a longer time a look tells nothing: the caller may have waited for a person.
    longest_time_between_looks = 100 * time_between_looks,
    /// Trouble so soon after a pause is the same trouble.
    memory_of_trouble = 4 * time_between_looks,
    /// Hundredths of the time that others may take: with more, fewer threads are as fast. One more program on two
    /// processors takes 33 from two threads, another two threads take 50.
    most_percent_lost = 40,
};

typedef struct {
    /// How many threads take part at most; 0 stands for any number.
    int width;
    uint64_t pause, last_trouble, next_try;
    // At the last look: the time, the caller and its processor time, and how often the system has taken a processor from
    // a thread of this process that wanted to go on.
    uint64_t last_look;
    pthread_t caller;
    uint64_t processor_time;
    long put_aside;
} patience;

static inline void patience_look(patience *of, uint64_t time) {
    struct rusage usage;
    of->last_look = time;
    of->caller = pthread_self();
    of->processor_time = time_on(CLOCK_THREAD_CPUTIME_ID);
    of->put_aside = getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_nivcsw : 0;
}

/// How many of the wanted members shall take part now.
static inline int patience_team(patience *of, int wanted) {
    if (of->width == 0 || of->width >= wanted) return wanted;
    const uint64_t time = now();
    if (time >= of->next_try) {
        of->width = of->width < gan_most_threads ? 2 * of->width : 0;
        of->next_try = time + of->pause;
        patience_look(of, time);
    }
    return of->width == 0 || of->width >= wanted ? wanted : of->width;
}

/// Before a loop that a team shares.
static inline void patience_begins(patience *of, int team) {
    const uint64_t time = now(), passed = time - of->last_look;
    if (passed < time_between_looks) return;
    const patience before = *of;
    patience_look(of, time);
    if (passed > longest_time_between_looks || !pthread_equal(before.caller, of->caller)) return;
    // Waiting for one's own threads is no loss to others, unless these were put aside.
    const uint64_t spent = of->processor_time - before.processor_time, worked = spent < passed ? spent : passed;
    if (of->put_aside == before.put_aside || (passed - worked) * 100 <= passed * most_percent_lost) return;

    const bool is_soon = of->last_trouble != 0 && time - of->last_trouble < of->pause + memory_of_trouble;
    of->pause = !is_soon ? shortest_pause : of->pause < longest_pause ? 2 * of->pause : longest_pause;
    of->last_trouble = time;
    of->next_try = time + of->pause;
    of->width = team > 1 ? team / 2 : 1;
}

#endif
