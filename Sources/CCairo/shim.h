// Cairo draws the figures of PNG, SVG and PDF files. The directory comes from pkg-config.
#if !__has_include(<cairo.h>)
#error "cairo is missing: install libcairo2-dev (Debian, Ubuntu) or cairo (Homebrew)"
#else
#include <cairo.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#endif
