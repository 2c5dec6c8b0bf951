#ifndef GAN_CTURBOJPEG_SHIM_H
#define GAN_CTURBOJPEG_SHIM_H

#if !__has_include(<turbojpeg.h>)
#error "TurboJPEG is missing: install libturbojpeg0-dev (Debian, Ubuntu) or jpeg-turbo (Homebrew), or run `sh setup.sh`"
#else
#include <turbojpeg.h>
#endif

#endif
