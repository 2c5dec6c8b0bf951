#define _GNU_SOURCE

#include "engine.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static dnnl_engine_t shared_engine;
static dnnl_status_t shared_status;
static pthread_once_t shared_once = PTHREAD_ONCE_INIT;

/// How many threads OpenMP uses for what the calling thread runs; NULL where oneDNN was built without it.
static void (*set_openmp_threads)(int);

static pthread_key_t stream_key;
static _Thread_local dnnl_stream_t own_stream;

static void destroy_stream(void *stream) { dnnl_stream_destroy(stream); }

static void make_shared(void) {
    // Asked for by name: which OpenMP library it is, if any, is oneDNN's affair.
    *(void **)&set_openmp_threads = dlsym(RTLD_DEFAULT, "omp_set_num_threads");
    shared_status = dnnl_engine_create(&shared_engine, dnnl_cpu, 0);
    if (pthread_key_create(&stream_key, destroy_stream) != 0) shared_status = dnnl_out_of_memory;
}

/// Prepares the calling thread, once.
static dnnl_status_t make_own(void) {
    if (set_openmp_threads) set_openmp_threads(1);
    dnnl_stream_t stream = NULL;
    const dnnl_status_t status = dnnl_stream_create(&stream, shared_engine, dnnl_stream_default_flags);
    if (status != dnnl_success) return status;
    pthread_setspecific(stream_key, stream);
    own_stream = stream;
    return dnnl_success;
}

const char *gan_engine(dnnl_engine_t *engine, dnnl_stream_t *stream) {
    pthread_once(&shared_once, make_shared);
    dnnl_status_t status = shared_status;
    if (status == dnnl_success && !own_stream) status = make_own();
    if (engine) *engine = shared_engine;
    if (stream) *stream = own_stream;
    return gan_status(status);
}

const char *gan_status(dnnl_status_t status) {
    switch (status) {
    case dnnl_success: return NULL;
    case dnnl_out_of_memory: return "oneDNN is out of memory";
    case dnnl_invalid_arguments: return "oneDNN rejects these sizes";
    case dnnl_unimplemented: return "oneDNN has no implementation for these sizes";
    case dnnl_runtime_error: return "oneDNN failed while running";
    default: return "oneDNN failed";
    }
}

static char version_text[48];
static pthread_once_t version_once = PTHREAD_ONCE_INIT;

static void make_version(void) {
    const dnnl_version_t *version = dnnl_version();
    snprintf(version_text, sizeof version_text, "%d.%d.%d", version->major, version->minor, version->patch);
}

const char *gan_one_dnn_version(void) {
    pthread_once(&version_once, make_version);
    return version_text;
}

// MARK: - Descriptions

#if DNNL_VERSION_MAJOR >= 3

dnnl_status_t gan_describe_steps(description *made, int axes, const dnnl_dims_t sizes, const dnnl_dims_t steps) {
    return dnnl_memory_desc_create_with_strides(made, axes, sizes, dnnl_f32, steps);
}

dnnl_status_t gan_describe_layout(description *made, int axes, const dnnl_dims_t sizes, dnnl_format_tag_t layout) {
    return dnnl_memory_desc_create_with_tag(made, axes, sizes, dnnl_f32, layout);
}

void gan_describe_release(description *made) {
    if (*made) dnnl_memory_desc_destroy(*made);
    *made = NULL;
}

#else

dnnl_status_t gan_describe_steps(description *made, int axes, const dnnl_dims_t sizes, const dnnl_dims_t steps) {
    return dnnl_memory_desc_init_by_strides(made, axes, sizes, dnnl_f32, steps);
}

dnnl_status_t gan_describe_layout(description *made, int axes, const dnnl_dims_t sizes, dnnl_format_tag_t layout) {
    return dnnl_memory_desc_init_by_tag(made, axes, sizes, dnnl_f32, layout);
}

void gan_describe_release(description *made) { (void)made; }

#endif

// MARK: - Primitives

dnnl_status_t gan_attributes(dnnl_primitive_attr_t *made) {
    dnnl_status_t status = dnnl_primitive_attr_create(made);
    if (status != dnnl_success) return status;
    return dnnl_primitive_attr_set_scratchpad_mode(*made, dnnl_scratchpad_mode_user);
}

dnnl_status_t gan_primitive_build(gan_primitive *built, const_dnnl_primitive_desc_t from) {
    dnnl_status_t status = dnnl_primitive_create(&built->primitive, from);
    if (status != dnnl_success) return status;
    const_dnnl_primitive_desc_t kept = NULL;
    if (dnnl_primitive_get_primitive_desc(built->primitive, &kept) == dnnl_success)
        dnnl_primitive_desc_query(kept, dnnl_query_impl_info_str, 0, (void *)&built->implementation);
    description_ref scratch = dnnl_primitive_desc_query_md(from, dnnl_query_scratchpad_md, 0);
    if (scratch && dnnl_memory_desc_get_size(scratch) > 0)
        status = gan_primitive_add(built, DNNL_ARG_SCRATCHPAD, scratch, DNNL_MEMORY_ALLOCATE);
    return status;
}

dnnl_status_t gan_primitive_add(gan_primitive *to, int argument, description_ref layout, void *data) {
    dnnl_engine_t engine;
    if (to->argument_count == gan_argument_limit || gan_engine(&engine, NULL)) return dnnl_runtime_error;
    dnnl_exec_arg_t *added = &to->arguments[to->argument_count];
    dnnl_status_t status = dnnl_memory_create(&added->memory, layout, engine, data);
    if (status != dnnl_success) return status;
    added->arg = argument;
    to->argument_count += 1;
    return dnnl_success;
}

void gan_primitive_release(gan_primitive *released) {
    for (int index = 0; index < released->argument_count; index++)
        dnnl_memory_destroy(released->arguments[index].memory);
    released->argument_count = 0;
    if (released->primitive) dnnl_primitive_destroy(released->primitive);
    released->primitive = NULL;
}

dnnl_status_t gan_reorder_build(gan_primitive *built, description_ref from, description_ref to) {
    dnnl_engine_t engine;
    if (gan_engine(&engine, NULL)) return dnnl_runtime_error;
    dnnl_status_t status = gan_primitive_add(built, DNNL_ARG_FROM, from, DNNL_MEMORY_NONE);
    if (status == dnnl_success) status = gan_primitive_add(built, DNNL_ARG_TO, to, DNNL_MEMORY_NONE);
    dnnl_primitive_attr_t attributes = NULL;
    if (status == dnnl_success) status = gan_attributes(&attributes);
    dnnl_primitive_desc_t descriptor = NULL;
    if (status == dnnl_success)
        status = dnnl_reorder_primitive_desc_create(&descriptor, from, engine, to, engine, attributes);
    if (status == dnnl_success) status = gan_primitive_build(built, descriptor);
    if (descriptor) dnnl_primitive_desc_destroy(descriptor);
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    return status;
}

dnnl_status_t gan_primitive_run(const gan_primitive *run) {
    dnnl_stream_t stream;
    if (gan_engine(NULL, &stream)) return dnnl_runtime_error;
    return dnnl_primitive_execute(run->primitive, stream, run->argument_count, run->arguments);
}
