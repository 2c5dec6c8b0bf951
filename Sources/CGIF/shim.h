#ifndef GAN_CGIF_SHIM_H
#define GAN_CGIF_SHIM_H

#if !__has_include(<gif_lib.h>)
#error "giflib is missing: install libgif-dev (Debian, Ubuntu) or giflib (Homebrew), or run `sh setup.sh`"
#else
#include <gif_lib.h>
#endif

#endif
