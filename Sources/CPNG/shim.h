#ifndef GAN_CPNG_SHIM_H
#define GAN_CPNG_SHIM_H

#if !__has_include(<png.h>)
#error "libpng is missing: install libpng-dev (Debian, Ubuntu) or libpng (Homebrew), or run `sh setup.sh`"
#else
#include <png.h>
#endif

#endif
