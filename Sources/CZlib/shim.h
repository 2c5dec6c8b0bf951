#ifndef GAN_CZLIB_SHIM_H
#define GAN_CZLIB_SHIM_H

#if !__has_include(<zlib.h>)
#error "zlib is missing: install zlib1g-dev (Debian, Ubuntu) or zlib (Homebrew), or run `sh setup.sh`"
#else
#include <zlib.h>
#endif

#endif
