#ifndef CBUILTFOR_H
#define CBUILTFOR_H

#include <stdint.h>

/// The extensions of x86-64 that a compiler uses by itself where it may: the word for people, the compiler's macro, the
/// place of its bit in the answers of `cpuid` (leaf, subleaf, register, bit), and the registers that the system must save
/// for it. Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2A, CPUID, and volume 1, 13.3.
#define GAN_PROCESSOR_FEATURES(FEATURE) \
    FEATURE("sse3", SSE3, 1, 0, ECX, 0, NONE) \
    FEATURE("ssse3", SSSE3, 1, 0, ECX, 9, NONE) \
    FEATURE("fma", FMA, 1, 0, ECX, 12, YMM) \
    FEATURE("sse4.1", SSE4_1, 1, 0, ECX, 19, NONE) \
    FEATURE("sse4.2", SSE4_2, 1, 0, ECX, 20, NONE) \
    FEATURE("movbe", MOVBE, 1, 0, ECX, 22, NONE) \
    FEATURE("popcnt", POPCNT, 1, 0, ECX, 23, NONE) \
    FEATURE("avx", AVX, 1, 0, ECX, 28, YMM) \
    FEATURE("f16c", F16C, 1, 0, ECX, 29, YMM) \
    FEATURE("lzcnt", LZCNT, 0x80000001, 0, ECX, 5, NONE) \
    FEATURE("bmi1", BMI, 7, 0, EBX, 3, NONE) \
    FEATURE("avx2", AVX2, 7, 0, EBX, 5, YMM) \
    FEATURE("bmi2", BMI2, 7, 0, EBX, 8, NONE) \
    FEATURE("avx512f", AVX512F, 7, 0, EBX, 16, ZMM) \
    FEATURE("avx512dq", AVX512DQ, 7, 0, EBX, 17, ZMM) \
    FEATURE("avx512ifma", AVX512IFMA, 7, 0, EBX, 21, ZMM) \
    FEATURE("avx512cd", AVX512CD, 7, 0, EBX, 28, ZMM) \
    FEATURE("avx512bw", AVX512BW, 7, 0, EBX, 30, ZMM) \
    FEATURE("avx512vl", AVX512VL, 7, 0, EBX, 31, ZMM) \
    FEATURE("avx512vbmi", AVX512VBMI, 7, 0, ECX, 1, ZMM) \
    FEATURE("avx512vbmi2", AVX512VBMI2, 7, 0, ECX, 6, ZMM) \
    FEATURE("gfni", GFNI, 7, 0, ECX, 8, NONE) \
    FEATURE("avx512vnni", AVX512VNNI, 7, 0, ECX, 11, ZMM) \
    FEATURE("avx512bitalg", AVX512BITALG, 7, 0, ECX, 12, ZMM) \
    FEATURE("avx512vpopcntdq", AVX512VPOPCNTDQ, 7, 0, ECX, 14, ZMM) \
    FEATURE("avx512fp16", AVX512FP16, 7, 0, EDX, 23, ZMM) \
    FEATURE("avxvnni", AVXVNNI, 7, 1, EAX, 4, YMM) \
    FEATURE("avx512bf16", AVX512BF16, 7, 1, EAX, 5, ZMM)

/// One bit for each, in that order.
enum {
#define GAN_FEATURE_NUMBER(word, macro, ...) gan_feature_##macro,
    GAN_PROCESSOR_FEATURES(GAN_FEATURE_NUMBER)
#undef GAN_FEATURE_NUMBER
};

/// Those that the kernels of this program may use.
extern const uint64_t gan_built_for;

#endif
