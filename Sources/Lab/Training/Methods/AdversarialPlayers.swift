import Networks

extension Adversarial {
    /// The generator makes examples of noise; the discriminator scores what it is shown.
    public func players(in setting: GameSetting) -> [Player] {
        [
            Player(
                .generator, input: [setting.latent.size], inputName: "noise", target: .example(setting.exampleSize),
                defaultLayers: Self.generatorLayers(for: setting), reference: .noise),
            Player(
                .discriminator, input: setting.shownSize, inputName: "example",
                target: .numbers(1, what: "one score"), defaultLayers: Self.discriminatorLayers(for: setting),
                reference: .shown),
        ]
    }

    /// Two hidden layers of 128 for points, 256 and 512 for images; the last layer makes the data's size.
    private static func generatorLayers(for setting: GameSetting) -> [any Layer] {
        setting.isImage
            ? [Dense(256), LeakyRelu(), Dense(512), LeakyRelu(), Dense(setting.exampleSize), Tanh()]
            : [Dense(128), Relu(), Dense(128), Relu(), Dense(setting.exampleSize)]
    }

    /// The mirror image of the generator's, ending in one score.
    private static func discriminatorLayers(for setting: GameSetting) -> [any Layer] {
        setting.isImage
            ? [Flatten(), Dense(512), LeakyRelu(), Dense(256), LeakyRelu(), Dense(1)]
            : [Dense(128), Relu(), Dense(128), Relu(), Dense(1)]
    }
}
