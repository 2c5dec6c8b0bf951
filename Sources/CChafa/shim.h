// Chafa turns pixels into kitty, iTerm2 and sixel pictures. The directory comes from pkg-config.
#if !__has_include(<chafa.h>)
#error "chafa is missing: install libchafa-dev (Debian, Ubuntu) or chafa (Homebrew)"
#else
#include <chafa.h>
#endif
