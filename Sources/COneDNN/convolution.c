#include "engine.h"

struct gan_conv {
    gan_conv_kind kind;
    gan_primitive convolution;
    /// Whether the primitive wants the weights in an order that is not the caller's, in memory of its own or a lender's.
    bool has_other_order;
    /// Copies weights between the two orders; absent (NULL) when they agree or another convolution does it.
    gan_primitive reorder;
};

/// What one convolution reads and writes, in oneDNN's order of the axes: channels before height and width.
typedef struct {
    description input, output, weights, plain_weights;
    dnnl_dims_t strides, dilations, pad_before, pad_after;
} layouts;

static dnnl_status_t describe(layouts *made, const gan_conv_shape *shape) {
    const dnnl_dims_t input = {shape->batch, shape->input_channels, shape->input_height, shape->input_width};
    const dnnl_dims_t output = {shape->batch, shape->output_channels, shape->output_height, shape->output_width};
    const dnnl_dims_t weights = {shape->output_channels, shape->input_channels, shape->kernel_height, shape->kernel_width};
    made->strides[0] = shape->stride_height;
    made->strides[1] = shape->stride_width;
    made->pad_before[0] = shape->pad_top;
    made->pad_before[1] = shape->pad_left;
    made->pad_after[0] = shape->pad_bottom;
    made->pad_after[1] = shape->pad_right;
    dnnl_status_t status = gan_describe_layout(&made->input, 4, input, dnnl_nhwc);
    if (status == dnnl_success) status = gan_describe_layout(&made->output, 4, output, dnnl_nhwc);
    if (status == dnnl_success) status = gan_describe_layout(&made->weights, 4, weights, dnnl_format_tag_any);
    if (status == dnnl_success) status = gan_describe_layout(&made->plain_weights, 4, weights, dnnl_hwio);
    return status;
}

static void release(layouts *made) {
    gan_describe_release(&made->input);
    gan_describe_release(&made->output);
    gan_describe_release(&made->weights);
    gan_describe_release(&made->plain_weights);
}

#if DNNL_VERSION_MAJOR >= 3

static dnnl_status_t make_descriptor(
    dnnl_primitive_desc_t *made, gan_conv_kind kind, const layouts *of, dnnl_primitive_desc_t forward,
    dnnl_primitive_attr_t attributes, dnnl_engine_t engine) {
    switch (kind) {
    case gan_conv_forward:
        return dnnl_convolution_forward_primitive_desc_create(
            made, engine, dnnl_forward_training, dnnl_convolution_direct, of->input, of->weights, NULL, of->output,
            of->strides, of->dilations, of->pad_before, of->pad_after, attributes);
    case gan_conv_input_gradient:
        return dnnl_convolution_backward_data_primitive_desc_create(
            made, engine, dnnl_convolution_direct, of->input, of->weights, of->output,
            of->strides, of->dilations, of->pad_before, of->pad_after, forward, attributes);
    default:
        return dnnl_convolution_backward_weights_primitive_desc_create(
            made, engine, dnnl_convolution_direct, of->input, of->weights, NULL, of->output,
            of->strides, of->dilations, of->pad_before, of->pad_after, forward, attributes);
    }
}

#else

static dnnl_status_t make_descriptor(
    dnnl_primitive_desc_t *made, gan_conv_kind kind, const layouts *of, dnnl_primitive_desc_t forward,
    dnnl_primitive_attr_t attributes, dnnl_engine_t engine) {
    dnnl_convolution_desc_t operation;
    dnnl_status_t status;
    switch (kind) {
    case gan_conv_forward:
        status = dnnl_convolution_forward_desc_init(
            &operation, dnnl_forward_training, dnnl_convolution_direct, &of->input, &of->weights, NULL, &of->output,
            of->strides, of->pad_before, of->pad_after);
        break;
    case gan_conv_input_gradient:
        status = dnnl_convolution_backward_data_desc_init(
            &operation, dnnl_convolution_direct, &of->input, &of->weights, &of->output,
            of->strides, of->pad_before, of->pad_after);
        break;
    default:
        status = dnnl_convolution_backward_weights_desc_init(
            &operation, dnnl_convolution_direct, &of->input, &of->weights, NULL, &of->output,
            of->strides, of->pad_before, of->pad_after);
    }
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(made, &operation, attributes, engine, forward);
}

#endif

/// The weights that another convolution has prepared, in just this order; NULL where there are none.
static void *borrowed_weights(const gan_conv *lender, description_ref order) {
    const_dnnl_primitive_desc_t descriptor = NULL;
    if (!lender || !lender->reorder.primitive) return NULL;
    if (dnnl_primitive_get_primitive_desc(lender->convolution.primitive, &descriptor) != dnnl_success) return NULL;
    const description_ref prepared = dnnl_primitive_desc_query_md(descriptor, dnnl_query_weights_md, 0);
    if (!prepared || !dnnl_memory_desc_equal(prepared, order)) return NULL;
    void *data = NULL;
    dnnl_memory_get_data_handle(lender->convolution.arguments[1].memory, &data);
    return data;
}

/// Adds the arguments in the order (first, second, result) of `gan_conv_run`, and the reorder of the weights if one is needed.
static dnnl_status_t add_arguments(
    gan_conv *made, const layouts *of, const_dnnl_primitive_desc_t descriptor, const gan_conv *lender) {
    const bool makes_weights = made->kind == gan_conv_weight_gradient;
    const dnnl_query_t query = makes_weights ? dnnl_query_diff_weights_md : dnnl_query_weights_md;
    const description_ref chosen = dnnl_primitive_desc_query_md(descriptor, query, 0), plain = GAN_REF(of->plain_weights);
    if (!chosen) return dnnl_runtime_error;
    const bool agrees = dnnl_memory_desc_equal(chosen, plain);
    void *const borrowed = agrees || makes_weights ? NULL : borrowed_weights(lender, chosen);
    void *weights_data = agrees ? DNNL_MEMORY_NONE : borrowed ? borrowed : DNNL_MEMORY_ALLOCATE;
    made->has_other_order = !agrees;

    gan_primitive *to = &made->convolution;
    dnnl_status_t status;
    int weights_index;
    switch (made->kind) {
    case gan_conv_forward:
        weights_index = 1;
        status = gan_primitive_add(to, DNNL_ARG_SRC, GAN_REF(of->input), DNNL_MEMORY_NONE);
        if (status == dnnl_success) status = gan_primitive_add(to, DNNL_ARG_WEIGHTS, chosen, weights_data);
        if (status == dnnl_success) status = gan_primitive_add(to, DNNL_ARG_DST, GAN_REF(of->output), DNNL_MEMORY_NONE);
        break;
    case gan_conv_input_gradient:
        weights_index = 1;
        status = gan_primitive_add(to, DNNL_ARG_DIFF_DST, GAN_REF(of->output), DNNL_MEMORY_NONE);
        if (status == dnnl_success) status = gan_primitive_add(to, DNNL_ARG_WEIGHTS, chosen, weights_data);
        if (status == dnnl_success) status = gan_primitive_add(to, DNNL_ARG_DIFF_SRC, GAN_REF(of->input), DNNL_MEMORY_NONE);
        break;
    default:
        weights_index = 2;
        status = gan_primitive_add(to, DNNL_ARG_SRC, GAN_REF(of->input), DNNL_MEMORY_NONE);
        if (status == dnnl_success) status = gan_primitive_add(to, DNNL_ARG_DIFF_DST, GAN_REF(of->output), DNNL_MEMORY_NONE);
        if (status == dnnl_success) status = gan_primitive_add(to, DNNL_ARG_DIFF_WEIGHTS, chosen, weights_data);
    }
    if (status != dnnl_success || agrees || borrowed) return status;

    void *scratch = NULL;
    status = dnnl_memory_get_data_handle(to->arguments[weights_index].memory, &scratch);
    if (status == dnnl_success)
        status = makes_weights ? gan_reorder_build(&made->reorder, chosen, plain) : gan_reorder_build(&made->reorder, plain, chosen);
    if (status == dnnl_success) status = gan_primitive_set(&made->reorder, makes_weights ? 0 : 1, scratch);
    return status;
}

static dnnl_status_t build(
    gan_conv *made, dnnl_engine_t engine, const gan_conv_shape *shape, const gan_conv *lender) {
    layouts of = {0};
    dnnl_primitive_attr_t attributes = NULL;
    dnnl_primitive_desc_t forward = NULL, descriptor = NULL;
    dnnl_status_t status = describe(&of, shape);
    if (status == dnnl_success) status = gan_attributes(&attributes);
    // The gradients want to know the forward convolution that they belong to.
    if (status == dnnl_success && made->kind != gan_conv_forward)
        status = make_descriptor(&forward, gan_conv_forward, &of, NULL, attributes, engine);
    if (status == dnnl_success) status = make_descriptor(&descriptor, made->kind, &of, forward, attributes, engine);
    if (status == dnnl_success) status = add_arguments(made, &of, descriptor, lender);
    if (status == dnnl_success) status = gan_primitive_build(&made->convolution, descriptor);
    if (descriptor) dnnl_primitive_desc_destroy(descriptor);
    if (forward) dnnl_primitive_desc_destroy(forward);
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    release(&of);
    return status;
}

const char *gan_conv_create(
    gan_conv **created, gan_conv_kind kind, const gan_conv_shape *shape, const gan_conv *lender) {
    dnnl_engine_t engine;
    const char *message = gan_engine(&engine, NULL);
    if (message) return message;
    gan_conv *made = calloc(1, sizeof *made);
    if (!made) return gan_status(dnnl_out_of_memory);
    made->kind = kind;
    message = gan_status(build(made, engine, shape, lender));
    if (message) {
        gan_conv_destroy(made);
        return message;
    }
    *created = made;
    return NULL;
}

const char *gan_conv_prepare(gan_conv *convolution, const float *weights) {
    gan_primitive *reorder = &convolution->reorder;
    if (!reorder->primitive) return NULL;
    dnnl_status_t status = gan_primitive_set(reorder, 0, weights);
    if (status == dnnl_success) status = gan_primitive_run(reorder);
    return gan_status(status);
}

const char *gan_conv_run(gan_conv *convolution, const float *first, const float *second, float *result) {
    gan_primitive *primitive = &convolution->convolution, *reorder = &convolution->reorder;
    const bool makes_weights = convolution->kind == gan_conv_weight_gradient, is_other = convolution->has_other_order;
    dnnl_status_t status = gan_primitive_set(primitive, 0, first);
    if (status == dnnl_success && (makes_weights || !is_other)) status = gan_primitive_set(primitive, 1, second);
    if (status == dnnl_success && !(makes_weights && is_other)) status = gan_primitive_set(primitive, 2, result);
    if (status == dnnl_success) status = gan_primitive_run(primitive);
    if (makes_weights && is_other) {
        if (status == dnnl_success) status = gan_primitive_set(reorder, 1, result);
        if (status == dnnl_success) status = gan_primitive_run(reorder);
    }
    return gan_status(status);
}

const char *gan_conv_implementation(const gan_conv *convolution) { return convolution->convolution.implementation; }

void gan_conv_destroy(gan_conv *convolution) {
    if (!convolution) return;
    gan_primitive_release(&convolution->reorder);
    gan_primitive_release(&convolution->convolution);
    free(convolution);
}
