#ifndef GAN_ONE_DNN_H
#define GAN_ONE_DNN_H

#include <stdbool.h>
#include <stddef.h>

/// A small C interface to oneDNN. It hides what differs between oneDNN 2 (operation descriptors) and oneDNN 3 (none),
/// so that Swift sees one interface with two ideas: a matrix product and a convolution.
///
/// Every function that can fail returns NULL on success and otherwise a static sentence that names the reason.
/// A `create` builds the primitive, its memory objects and its scratch space once; a `run` only sets data addresses.
/// One object must not run on two threads at the same time; different ones may.
///
/// oneDNN uses one thread, the one that calls: how it would share its work decides how sums are rounded.

/// The version of the oneDNN library that was loaded, for example "2.6.3".
const char *gan_one_dnn_version(void);

// MARK: - Matrix products

/// result[b] = activation(left[b] · right[b] + bias), every array float32.
/// A step is the distance in elements between neighbours along one axis; a batch step of 0 shares one matrix across
/// the whole batch. Rows of the result are dense, and so is its batch where there is one.
typedef struct {
    ptrdiff_t batch, rows, columns, inner;
    ptrdiff_t result_row_step;
    ptrdiff_t left_batch_step, left_row_step, left_inner_step;
    ptrdiff_t right_batch_step, right_inner_step, right_column_step;
    /// Whether a vector [columns] is added to every row.
    bool has_bias;
    /// Whether x becomes `x > 0 ? x : negative_slope * x` after the addition.
    bool has_rectifier;
    float negative_slope;
} gan_matmul_shape;

typedef struct gan_matmul gan_matmul;

const char *gan_matmul_create(gan_matmul **created, const gan_matmul_shape *shape);
const char *gan_matmul_run(gan_matmul *product, const float *left, const float *right, const float *bias, float *result);
const char *gan_matmul_implementation(const gan_matmul *product);
void gan_matmul_destroy(gan_matmul *product);

// MARK: - Convolutions

/// Images are [batch, height, width, channels], weights are [kernel height, kernel width, input, output channels].
typedef struct {
    ptrdiff_t batch, input_height, input_width, input_channels;
    ptrdiff_t kernel_height, kernel_width, output_channels;
    ptrdiff_t output_height, output_width;
    ptrdiff_t stride_height, stride_width;
    ptrdiff_t pad_top, pad_left, pad_bottom, pad_right;
} gan_conv_shape;

typedef enum {
    /// (input, weights) → output
    gan_conv_forward = 0,
    /// (gradient of the output, weights) → gradient of the input
    gan_conv_input_gradient = 1,
    /// (input, gradient of the output) → gradient of the weights
    gan_conv_weight_gradient = 2,
} gan_conv_kind;

typedef struct gan_conv gan_conv;

/// With a lender, the weights that it has prepared are used where both want them in the same order; it must live longer.
const char *gan_conv_create(gan_conv **created, gan_conv_kind kind, const gan_conv_shape *shape, const gan_conv *lender);
/// Brings the weights into the order that the primitive wants: before runs forward and of the input gradient.
const char *gan_conv_prepare(gan_conv *convolution, const float *weights);
const char *gan_conv_run(gan_conv *convolution, const float *first, const float *second, float *result);
const char *gan_conv_implementation(const gan_conv *convolution);
void gan_conv_destroy(gan_conv *convolution);

#endif
