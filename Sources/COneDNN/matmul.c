#include "engine.h"

struct gan_matmul {
    gan_primitive product;
    bool has_bias;
};

/// The primitive descriptor of result = left · right (+ bias), with the attributes' post-operations.
static dnnl_status_t make_descriptor(
    dnnl_primitive_desc_t *made, dnnl_engine_t engine, dnnl_primitive_attr_t attributes,
    description_ref left, description_ref right, description_ref bias, description_ref result) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_matmul_primitive_desc_create(made, engine, left, right, bias, result, attributes);
#else
    dnnl_matmul_desc_t operation;
    dnnl_status_t status = dnnl_matmul_desc_init(&operation, left, right, bias, result);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(made, &operation, attributes, engine, NULL);
#endif
}

static dnnl_status_t add_rectifier(dnnl_primitive_attr_t attributes, float negative_slope) {
    dnnl_post_ops_t operations = NULL;
    dnnl_status_t status = dnnl_post_ops_create(&operations);
    if (status != dnnl_success) return status;
#if DNNL_VERSION_MAJOR >= 3
    status = dnnl_post_ops_append_eltwise(operations, dnnl_eltwise_relu, negative_slope, 0);
#else
    status = dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_relu, negative_slope, 0);
#endif
    if (status == dnnl_success) status = dnnl_primitive_attr_set_post_ops(attributes, operations);
    dnnl_post_ops_destroy(operations);
    return status;
}

static dnnl_status_t build(gan_matmul *made, dnnl_engine_t engine, const gan_matmul_shape *shape) {
    // A plain product has two axes; a batched one has the batch as a third axis in front.
    const bool batched = shape->batch > 1;
    const int axes = batched ? 3 : 2, first = batched ? 0 : 1;
    const dnnl_dim_t left_batch = shape->left_batch_step ? shape->batch : 1;
    const dnnl_dim_t right_batch = shape->right_batch_step ? shape->batch : 1;
    // The step along an axis of size 1 is never used, but oneDNN wants it to look like a dense array's.
    const dnnl_dim_t left_dense = shape->rows * shape->inner, right_dense = shape->inner * shape->columns;
    const dnnl_dims_t left_sizes = {left_batch, shape->rows, shape->inner};
    const dnnl_dims_t left_steps = {left_batch > 1 ? shape->left_batch_step : left_dense, shape->left_row_step, shape->left_inner_step};
    const dnnl_dims_t right_sizes = {right_batch, shape->inner, shape->columns};
    const dnnl_dims_t right_steps = {right_batch > 1 ? shape->right_batch_step : right_dense, shape->right_inner_step, shape->right_column_step};
    const dnnl_dims_t result_sizes = {shape->batch, shape->rows, shape->columns};
    const dnnl_dims_t result_steps = {shape->rows * shape->result_row_step, shape->result_row_step, 1};
    const dnnl_dims_t bias_sizes = {1, 1, shape->columns}, bias_steps = {shape->columns, shape->columns, 1};

    description left = {0}, right = {0}, bias = {0}, result = {0};
    dnnl_primitive_attr_t attributes = NULL;
    dnnl_primitive_desc_t descriptor = NULL;
    dnnl_status_t status = gan_describe_steps(&left, axes, left_sizes + first, left_steps + first);
    if (status == dnnl_success) status = gan_describe_steps(&right, axes, right_sizes + first, right_steps + first);
    if (status == dnnl_success) status = gan_describe_steps(&result, axes, result_sizes + first, result_steps + first);
    if (status == dnnl_success && shape->has_bias) status = gan_describe_steps(&bias, axes, bias_sizes + first, bias_steps + first);
    if (status == dnnl_success) status = gan_attributes(&attributes);
    if (status == dnnl_success && shape->has_rectifier) status = add_rectifier(attributes, shape->negative_slope);
    if (status == dnnl_success)
        status = make_descriptor(
            &descriptor, engine, attributes, GAN_REF(left), GAN_REF(right), shape->has_bias ? GAN_REF(bias) : NULL, GAN_REF(result));
    // The order of the arguments is what `gan_matmul_run` counts on.
    gan_primitive *product = &made->product;
    if (status == dnnl_success) status = gan_primitive_add(product, DNNL_ARG_SRC, GAN_REF(left), DNNL_MEMORY_NONE);
    if (status == dnnl_success) status = gan_primitive_add(product, DNNL_ARG_WEIGHTS, GAN_REF(right), DNNL_MEMORY_NONE);
    if (status == dnnl_success) status = gan_primitive_add(product, DNNL_ARG_DST, GAN_REF(result), DNNL_MEMORY_NONE);
    if (status == dnnl_success && shape->has_bias) status = gan_primitive_add(product, DNNL_ARG_BIAS, GAN_REF(bias), DNNL_MEMORY_NONE);
    if (status == dnnl_success) status = gan_primitive_build(product, descriptor);
    if (descriptor) dnnl_primitive_desc_destroy(descriptor);
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    gan_describe_release(&left);
    gan_describe_release(&right);
    gan_describe_release(&bias);
    gan_describe_release(&result);
    return status;
}

const char *gan_matmul_create(gan_matmul **created, const gan_matmul_shape *shape) {
    dnnl_engine_t engine;
    const char *message = gan_engine(&engine, NULL);
    if (message) return message;
    gan_matmul *made = calloc(1, sizeof *made);
    if (!made) return gan_status(dnnl_out_of_memory);
    made->has_bias = shape->has_bias;
    message = gan_status(build(made, engine, shape));
    if (message) {
        gan_matmul_destroy(made);
        return message;
    }
    *created = made;
    return NULL;
}

const char *gan_matmul_run(gan_matmul *product, const float *left, const float *right, const float *bias, float *result) {
    gan_primitive *primitive = &product->product;
    dnnl_status_t status = gan_primitive_set(primitive, 0, left);
    if (status == dnnl_success) status = gan_primitive_set(primitive, 1, right);
    if (status == dnnl_success) status = gan_primitive_set(primitive, 2, result);
    if (status == dnnl_success && product->has_bias) status = gan_primitive_set(primitive, 3, bias);
    if (status == dnnl_success) status = gan_primitive_run(primitive);
    return gan_status(status);
}

const char *gan_matmul_implementation(const gan_matmul *product) { return product->product.implementation; }

void gan_matmul_destroy(gan_matmul *product) {
    if (!product) return;
    gan_primitive_release(&product->product);
    free(product);
}
