#include "CBuiltFor.h"

// This file is compiled with the kernels' flags, so that the compiler tells what it may use there. It holds no code, only
// a number: code made with these flags may already need what it was to ask for.

#define HAS(feature) ((uint64_t)1 << gan_feature_##feature)

const uint64_t gan_built_for = 0
#ifdef __SSE3__
    | HAS(SSE3)
#endif
#ifdef __SSSE3__
    | HAS(SSSE3)
#endif
#ifdef __FMA__
    | HAS(FMA)
#endif
#ifdef __SSE4_1__
    | HAS(SSE4_1)
#endif
#ifdef __SSE4_2__
    | HAS(SSE4_2)
#endif
#ifdef __MOVBE__
    | HAS(MOVBE)
#endif
#ifdef __POPCNT__
    | HAS(POPCNT)
#endif
#ifdef __AVX__
    | HAS(AVX)
#endif
#ifdef __F16C__
    | HAS(F16C)
#endif
#ifdef __LZCNT__
    | HAS(LZCNT)
#endif
#ifdef __BMI__
    | HAS(BMI)
#endif
#ifdef __AVX2__
    | HAS(AVX2)
#endif
#ifdef __BMI2__
    | HAS(BMI2)
#endif
#ifdef __AVX512F__
    | HAS(AVX512F)
#endif
#ifdef __AVX512DQ__
    | HAS(AVX512DQ)
#endif
#ifdef __AVX512IFMA__
    | HAS(AVX512IFMA)
#endif
#ifdef __AVX512CD__
    | HAS(AVX512CD)
#endif
#ifdef __AVX512BW__
    | HAS(AVX512BW)
#endif
#ifdef __AVX512VL__
    | HAS(AVX512VL)
#endif
#ifdef __AVX512VBMI__
    | HAS(AVX512VBMI)
#endif
#ifdef __AVX512VBMI2__
    | HAS(AVX512VBMI2)
#endif
#ifdef __GFNI__
    | HAS(GFNI)
#endif
#ifdef __AVX512VNNI__
    | HAS(AVX512VNNI)
#endif
#ifdef __AVX512BITALG__
    | HAS(AVX512BITALG)
#endif
#ifdef __AVX512VPOPCNTDQ__
    | HAS(AVX512VPOPCNTDQ)
#endif
#ifdef __AVX512FP16__
    | HAS(AVX512FP16)
#endif
#ifdef __AVXVNNI__
    | HAS(AVXVNNI)
#endif
#ifdef __AVX512BF16__
    | HAS(AVX512BF16)
#endif
    ;
