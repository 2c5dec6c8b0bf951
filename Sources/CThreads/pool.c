#define _GNU_SOURCE

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "CThreads.h"
#include "patience.h"

// One pool for the process. A loop is cut into one stretch of indices a member of the team; the caller is member 0, the
// pool's own threads are the others. Whoever is done with its stretch takes over what the others have not begun: a
// member that the system has put aside, beside other programs, then holds up nobody but the index it is at. The caller
// returns when every index is done, whether or not every member came.

typedef void (*loop_body)(void *context, ptrdiff_t index, int slot);

/// A stretch of indices in one word, so that taking an index also proves that the loop is still the one that was meant.
typedef struct {
    uint32_t generation;
    uint16_t next, end;
} stretch;

enum { most_indices = UINT16_MAX };

static inline uint64_t packed(stretch of) { return (uint64_t)of.generation << 32 | (uint32_t)of.next << 16 | of.end; }

static inline stretch unpacked(uint64_t word) {
    return (stretch){(uint32_t)(word >> 32), (uint16_t)(word >> 16), (uint16_t)word};
}

/// Each in cache lines of its own: they are written at the same time.
typedef struct {
    _Alignas(128) _Atomic uint64_t stretch;
    _Atomic bool sleeps;
    pthread_mutex_t lock;
    pthread_cond_t wake;
} member;

static member members[gan_most_threads];

static struct {
    /// Held by the thread whose loop it is.
    _Alignas(128) atomic_flag is_taken;
    /// Members that have a thread; 1 before the first loop.
    int member_count;
    uint32_t generation;
    patience patience;

    // The loop. Written before its stretches, read by those who took an index of it.
    _Alignas(128) loop_body body;
    void *context;
    ptrdiff_t first;
    _Atomic int team;

    /// Indices that other members than the caller have done.
    _Alignas(128) _Atomic int done;
    _Atomic bool caller_sleeps;
    pthread_mutex_t lock;
    pthread_cond_t all_done;
} pool = {
    .is_taken = ATOMIC_FLAG_INIT,
    .member_count = 1,
    .lock = PTHREAD_MUTEX_INITIALIZER,
    .all_done = PTHREAD_COND_INITIALIZER,
};

/// Whether the calling thread runs a body now.
static _Thread_local bool is_inside;

/// Takes the next index of a stretch of this generation, or gives -1.
static int take(member *of, uint32_t generation) {
    uint64_t word = atomic_load_explicit(&of->stretch, memory_order_acquire);
    for (;;) {
        stretch seen = unpacked(word);
        if (seen.generation != generation || seen.next == seen.end) return -1;
        const int index = seen.next++;
        if (atomic_compare_exchange_weak_explicit(
                &of->stretch, &word, packed(seen), memory_order_acq_rel, memory_order_acquire))
            return index;
    }
}

/// Runs the indices of a stretch that no member has begun; gives how many it ran.
static int run_stretch(member *of, uint32_t generation, int slot) {
    int ran = 0;
    for (int index; (index = take(of, generation)) >= 0; ran++) pool.body(pool.context, pool.first + index, slot);
    return ran;
}

// MARK: - The pool's threads

/// Waits for a loop after that of generation `last`: awake for a moment, as the next often follows at once, then asleep.
static uint32_t next_generation(member *self, uint32_t last) {
    waiting wait = waiting_start();
    uint32_t generation;
    while ((generation = unpacked(atomic_load(&self->stretch)).generation) == last) {
        if (waiting_goes_on(&wait)) continue;
        pthread_mutex_lock(&self->lock);
        for (;;) {
            atomic_store(&self->sleeps, true);
            if (unpacked(atomic_load(&self->stretch)).generation != last) break;
            pthread_cond_wait(&self->wake, &self->lock);
        }
        atomic_store(&self->sleeps, false);
        pthread_mutex_unlock(&self->lock);
    }
    return generation;
}

static void *work(void *argument) {
    member *self = argument;
    const int slot = (int)(self - members);
    gan_flush_subnormals();
    is_inside = true;
    for (uint32_t generation = 0;;) {
        generation = next_generation(self, generation);
        // By now the loop may be over and another one begun: then nothing of this generation is left to take.
        const int team = atomic_load_explicit(&pool.team, memory_order_relaxed);
        int ran = 0;
        for (int other = 0; other < team; other++) ran += run_stretch(&members[(slot + other) % team], generation, slot);
        if (ran == 0) continue;
        atomic_fetch_add(&pool.done, ran);
        if (atomic_load(&pool.caller_sleeps)) {
            pthread_mutex_lock(&pool.lock);
            pthread_cond_signal(&pool.all_done);
            pthread_mutex_unlock(&pool.lock);
        }
    }
    return NULL;
}

/// Starts threads until there are `count` members; gives how many there are.
static int grow(int count) {
    if (pool.member_count >= count) return count;
    // Signals are for the threads that the program itself started.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    // The stack of a main thread: some systems give other threads a sixteenth of it.
    pthread_attr_setstacksize(&attributes, 8 << 20);
    while (pool.member_count < count) {
        member *added = &members[pool.member_count];
        pthread_mutex_init(&added->lock, NULL);
        pthread_cond_init(&added->wake, NULL);
        pthread_t thread;
        if (pthread_create(&thread, &attributes, work, added) != 0) break;
        pool.member_count += 1;
    }
    pthread_attr_destroy(&attributes);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return pool.member_count;
}

// MARK: - The caller

/// Gives every member of the team its stretch, and wakes those that sleep.
static void hand_out(int count, int team) {
    atomic_store_explicit(&pool.team, team, memory_order_relaxed);
    atomic_store_explicit(&pool.done, 0, memory_order_relaxed);
    // 0 is what a new member has seen.
    if (++pool.generation == 0) pool.generation = 1;
    for (int number = team - 1; number >= 0; number--) {
        member *to = &members[number];
        const stretch given = {
            pool.generation, (uint16_t)(count * number / team), (uint16_t)(count * (number + 1) / team)};
        atomic_store(&to->stretch, packed(given));
        if (number == 0 || !atomic_load(&to->sleeps)) continue;
        pthread_mutex_lock(&to->lock);
        // Once is enough, however long it takes to wake.
        atomic_store(&to->sleeps, false);
        pthread_mutex_unlock(&to->lock);
        pthread_cond_signal(&to->wake);
    }
}

/// Waits until the others have done `count` indices.
static void await_done(int count) {
    waiting wait = waiting_start();
    while (atomic_load(&pool.done) != count) {
        if (waiting_goes_on(&wait)) continue;
        pthread_mutex_lock(&pool.lock);
        atomic_store(&pool.caller_sleeps, true);
        while (atomic_load(&pool.done) != count) pthread_cond_wait(&pool.all_done, &pool.lock);
        atomic_store(&pool.caller_sleeps, false);
        pthread_mutex_unlock(&pool.lock);
    }
}

/// One loop of at most `most_indices`, the pool being taken.
static void share(int count, int team) {
    hand_out(count, team);
    int ran = 0;
    for (int number = 0; number < team; number++) ran += run_stretch(&members[number], pool.generation, 0);
    await_done(count - ran);
}

void gan_parallel(ptrdiff_t count, loop_body body, void *context) {
    if (count <= 0) return;
    gan_flush_subnormals();
    const int threads = gan_thread_count();
    int team = count < threads ? (int)count : threads;
    if (team > 1 && !is_inside && !atomic_flag_test_and_set_explicit(&pool.is_taken, memory_order_acquire)) {
        team = patience_team(&pool.patience, team);
        if (team > 1) team = grow(team);
        if (team > 1) {
            patience_begins(&pool.patience, team);
            is_inside = true;
            pool.body = body;
            pool.context = context;
            for (pool.first = 0; pool.first < count; pool.first += most_indices) {
                const ptrdiff_t left = count - pool.first;
                share(left < most_indices ? (int)left : most_indices, team);
            }
            is_inside = false;
        }
        atomic_flag_clear_explicit(&pool.is_taken, memory_order_release);
        if (team > 1) return;
    }
    for (ptrdiff_t index = 0; index < count; index++) body(context, index, 0);
}
