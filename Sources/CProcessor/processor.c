#include "CBuiltFor.h"
#include "CProcessor.h"

// A program that was built for one processor and moved to another would die of an illegal instruction, somewhere. This runs
// before anything else of it and says what is wrong instead. On other architectures than x86-64 nothing is asked.

#if defined(__x86_64__)

#include <cpuid.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum state { NONE, YMM, ZMM };
enum register_of_answer { EAX, EBX, ECX, EDX };

struct feature {
    const char *word;
    unsigned leaf, subleaf, place, bit;
    enum state state;
};

static const struct feature features[] = {
#define GAN_FEATURE_ROW(word, macro, leaf, subleaf, place, bit, state) {word, leaf, subleaf, place, bit, state},
    GAN_PROCESSOR_FEATURES(GAN_FEATURE_ROW)
#undef GAN_FEATURE_ROW
};

static unsigned answer(unsigned leaf, unsigned subleaf, unsigned place) {
    unsigned registers[4] = {0, 0, 0, 0};
    // An unknown leaf is answered by zeros: nothing of it is there.
    if (!__get_cpuid_count(leaf, subleaf, &registers[EAX], &registers[EBX], &registers[ECX], &registers[EDX])) return 0;
    return registers[place];
}

/// Whether the system saves the registers of an extension when it changes programs.
static int saves(enum state state) {
    if (state == NONE) return 1;
    const unsigned osxsave = 27;
    if (!(answer(1, 0, ECX) >> osxsave & 1)) return 0;
    unsigned low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    const unsigned needed = state == YMM ? 0x06 : 0xE6;
    return (low & needed) == needed;
}

/// Words that `GAN_PROCESSOR_LACKS` names count as missing: so the message can be tried where nothing is.
static int is_said_to_be_missing(const char *word) {
    const char *list = getenv("GAN_PROCESSOR_LACKS");
    size_t length = strlen(word);
    while (list && *list) {
        size_t part = strcspn(list, ",");
        if (part == length && strncmp(list, word, length) == 0) return 1;
        list += part + (list[part] == ',');
    }
    return 0;
}

static int has(const struct feature *feature) {
    return answer(feature->leaf, feature->subleaf, feature->place) >> feature->bit & 1 && saves(feature->state)
        && !is_said_to_be_missing(feature->word);
}

static void say(const char *text) {
    ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written;
}

__attribute__((constructor)) static void require_processor(void) {
    // A processor of another generation lacks twenty; a few say what it is about.
    const unsigned shown = 6;
    unsigned missing = 0;
    for (unsigned i = 0; i < sizeof features / sizeof *features; i++) {
        if (!(gan_built_for >> i & 1) || has(&features[i])) continue;
        missing++;
        if (missing > shown) continue;
        say(missing > 1 ? ", " : "error: this program was built for another processor; this one lacks ");
        say(features[i].word);
    }
    if (!missing) return;
    if (missing > shown) say(" and more");
    say("\n  = help: `sh setup.sh install` builds it for the machine it runs on, `sh setup.sh install --portable` for any with "
        "x86-64-v3 (AVX2)\n");
    // The status of a run that failed.
    _exit(3);
}

#endif
