#ifndef GAN_CREADLINE_SHIM_H
#define GAN_CREADLINE_SHIM_H

// The readline headers use FILE without including this themselves.
#include <stdio.h>

#if !__has_include(<readline/readline.h>)
#error "GNU Readline is missing: install libreadline-dev (Debian, Ubuntu) or readline (Homebrew), or run `sh setup.sh`"
#else
#include <readline/readline.h>
#include <readline/history.h>
#ifndef RL_READLINE_VERSION
#error "this readline.h is not GNU Readline's: install libreadline-dev (Debian, Ubuntu) or readline (Homebrew), or run `sh setup.sh`"
#endif
#endif

#endif
