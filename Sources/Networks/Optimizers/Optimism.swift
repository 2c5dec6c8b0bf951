import Declarations

/// What optimizers claim alike that foresee the next gradient.
enum Optimism {
    static let claims: [Claim] = [
        .cures(
            .oscillation, "steps against the gradient that it will meet, which turns circles into spirals inwards",
            source: "Daskalakis, Ilyas, Syrgkanis, Zeng 2018, Training GANs with optimism"),
        .risks(
            .nonConvergence, "takes the difference of two gradients, which is noisier than either, and the batches are small",
            when: .number(.batch, 1...8), help: "`batch 64`",
            source: "Chavdarova, Gidel, Fleuret, Lacoste-Julien 2019, Reducing noise in GAN training with variance reduced extragradient"),
        .conflicts(
            "guesses the gradient ahead, which the extragradient goes and measures",
            when: .uses(.updates, ["extragradient"]), help: "`optimizer adam`, or `updates simultaneous`",
            source: "Gidel et al. 2019, A variational inequality perspective on generative adversarial networks"),
    ]
}
