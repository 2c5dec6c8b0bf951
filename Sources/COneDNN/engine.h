#ifndef GAN_ENGINE_H
#define GAN_ENGINE_H

// Shared by the files of this target; not seen by Swift.

#if !__has_include(<dnnl.h>)
#error "oneDNN is missing: install libdnnl-dev (Debian, Ubuntu) or onednn (Homebrew)"
#endif

#include <dnnl.h>
#include <stdlib.h>

#include "COneDNN.h"

/// oneDNN 2 describes memory with a struct passed by address, oneDNN 3 with an opaque handle.
/// `description` owns one, `description_ref` is what the library's functions take.
#if DNNL_VERSION_MAJOR >= 3
typedef dnnl_memory_desc_t description;
typedef const_dnnl_memory_desc_t description_ref;
#define GAN_REF(owned) ((description_ref)(owned))
#else
typedef dnnl_memory_desc_t description;
typedef const dnnl_memory_desc_t *description_ref;
#define GAN_REF(owned) ((description_ref) & (owned))
#endif

/// The one CPU engine of the process and the calling thread's stream, created on first use. NULL on success.
/// From then on oneDNN uses no other thread for what the calling thread builds and runs.
const char *gan_engine(dnnl_engine_t *engine, dnnl_stream_t *stream);

/// A sentence for a status, NULL for success.
const char *gan_status(dnnl_status_t status);

/// Describes a float32 array by steps (in elements) or by a named layout. `describe_release` is safe on a zeroed value.
dnnl_status_t gan_describe_steps(description *made, int axes, const dnnl_dims_t sizes, const dnnl_dims_t steps);
dnnl_status_t gan_describe_layout(description *made, int axes, const dnnl_dims_t sizes, dnnl_format_tag_t layout);
void gan_describe_release(description *made);

/// Attributes that ask oneDNN to take its scratch space from the caller: its own default is a buffer per thread,
/// which is wrong when a primitive is created on one thread and run on another.
dnnl_status_t gan_attributes(dnnl_primitive_attr_t *made);

/// One oneDNN primitive with everything it needs to run.
enum { gan_argument_limit = 5 };
typedef struct {
    dnnl_primitive_t primitive;
    dnnl_exec_arg_t arguments[gan_argument_limit];
    int argument_count;
    const char *implementation;
} gan_primitive;

/// Builds the primitive from its descriptor (which stays the caller's), with scratch memory if it wants some.
dnnl_status_t gan_primitive_build(gan_primitive *built, const_dnnl_primitive_desc_t from);

/// Adds one argument whose address is set later (`data` NULL) or allocated by oneDNN (`DNNL_MEMORY_ALLOCATE`).
dnnl_status_t gan_primitive_add(gan_primitive *to, int argument, description_ref layout, void *data);

/// Releases the primitive and the memory of its arguments; safe on a zeroed value.
void gan_primitive_release(gan_primitive *released);

/// A reorder (copy between layouts) from one description to another, arguments 0 (from) and 1 (to) with no address yet.
dnnl_status_t gan_reorder_build(gan_primitive *built, description_ref from, description_ref to);

/// Sets the address of argument number `index`.
static inline dnnl_status_t gan_primitive_set(gan_primitive *of, int index, const void *data) {
    return dnnl_memory_set_data_handle(of->arguments[index].memory, (void *)data);
}

dnnl_status_t gan_primitive_run(const gan_primitive *run);

#endif
