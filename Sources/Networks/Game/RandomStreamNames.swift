import Graphs

/// The names of all random streams: the only place where one is spelled, apart from what a layer, a penalty or a data set
/// draws below its own.
///
/// A number is a function of the seed, the name of its stream, the step and its place in the stream, and of nothing else
/// (`RandomStream`, `RandomKey`, `Philox`). The *step* counts the runs of training programs since the weights were fresh,
/// from 0: a training step at a ratio of 1:1 is one run, at d:g it is d runs of the discriminator's update and then g of the
/// generator's. Tensors are drawn in row-major order.
///
///     weights/PARAMETER                                    a parameter's start values, at step 0 (`StartDraws`)
///     weights/NETWORK.reference                            a generator's reference batch (`layer virtual-batchnorm`), at step 0, as
///                                                          in `discriminator-update/latent`
///     weights/NETWORK.reference/real/…, …/shown/real/TRICK real examples of a reference batch, and what tricks draw for them
///
///     discriminator-update/real/…                          real examples, what is drawn depends on the data (`DataSource`)
///     discriminator-update/latent                          normals [batch, latent]; uniform numbers for `latent uniform`
///     discriminator-update/latent/noise, …/categorical-N, …/continuous
///                                                          instead for `latent codes`: normals [batch, noise], whole numbers
///                                                          [batch] for code N, counted from 1, uniform numbers
///     discriminator-update/generator/LAYER/dropout         uniform numbers of the generator's layer, counted from 0
///     discriminator-update/discriminator/LAYER/dropout     the real batch's first, then the generated one's
///     discriminator-update/discriminator/real/LAYER/dropout, …/discriminator/generated/LAYER/dropout
///                                                          instead, where a batch normalisation keeps the batches apart;
///                                                          `trick mixed-batch` puts them together again, in both turns
///     discriminator-update/penalty/gradient-penalty/mix    uniform numbers, one an example
///     discriminator-update/penalty/dragan/mix, …/dragan/noise
///                                                          uniform numbers, one an example, and one for each of its numbers
///     discriminator-update/penalty/PENALTY/discriminator/LAYER/dropout
///     discriminator-update/penalty/roth/real/discriminator/LAYER/dropout, …/roth/generated/…
///
///     generator-update/latent                              as in `discriminator-update/latent`
///     generator-update/generator/LAYER/dropout
///     generator-update/discriminator/LAYER/dropout
///     generator-update/discriminator/real/LAYER/dropout    of the real batch, under a loss that compares it with the generated one
///     generator-update/ahead/real/…                        `trick unroll`: real examples, the same for every imagined update
///     generator-update/ahead/N/discriminator/…             imagined update N, counted from 1, as in `discriminator-update`
///     generator-update/ahead/N/penalty/…
///     generator-update/NETWORK/LAYER/dropout               a network that a trick brings, reading the generated batch
///
///     TURN/shown/SIDE/TRICK/…                              what a trick draws to show the discriminator `real` or `generated`
///                                                          examples, by its name; below `generator-update/ahead/N` as well
///     TURN/trick/TRICK/…                                   whatever else a trick draws for a turn
///     generator-update/real/…                              real examples, where they lend their classes, or the loss or a trick compares them
///     generator-update/hidden/discriminator/real/LAYER/dropout
///                                                          what the discriminator's layers make of those
///
///     TURN/again/…                                         `updates extragradient`: the turn at the weights one step ahead
///
///     denoiser-update/real/…                               `method diffusion`: real examples
///     denoiser-update/time                                 whole numbers below its steps, one an example
///     denoiser-update/noise                                normals [batch, …size]
///     denoiser-update/denoiser/LAYER/dropout
///
///     classifier-update/LAYER/dropout                      `gan classifier`
///
///     samples/latent                                       the same of looking at the generator
///     samples/label                                        whole numbers [count]: classes of samples of no class in particular
///     examples/…                                           real examples that are looked at, as in `discriminator-update/real`
///     inside/TURN/…                                        a turn that is looked into and not played, as the turn itself
///
/// Where a layer draws `dropout`, another may draw `noise` (`layer noise`: normals); `reference/` before LAYER is the layer as it passes
/// the network's reference batch. Layers that draw in sampling too do so below `samples/NETWORK/APPLICATION` and
/// `examples/discriminator`.
///
/// `examples N` of a distribution are drawn once, under seed 0: those of training below `data/examples`, others below `data/unseen`.
///
/// A second penalty of the same name is `gradient-penalty-2`. Looking draws at the step that training has reached, and leaves no
/// trace in it.
extension RandomStream {
    public static let discriminatorUpdate = RandomStream("discriminator-update")
    public static let generatorUpdate = RandomStream("generator-update")
    public static let samples = RandomStream("samples")
    public static let examples = RandomStream("examples")
    public static let inside = RandomStream("inside")

    public var real: RandomStream { appending("real") }
    public var generated: RandomStream { appending("generated") }
    public var latent: RandomStream { appending("latent") }
    public var label: RandomStream { appending("label") }
    public var generator: RandomStream { appending("generator") }
    public var discriminator: RandomStream { appending("discriminator") }
    public var ahead: RandomStream { appending("ahead") }
    /// A second play of a turn in one program.
    public var again: RandomStream { appending("again") }
    /// What a side of the duel is as the discriminator is shown it.
    public func shown(_ side: Side, by trick: String) -> RandomStream {
        appending("shown").appending(side.rawValue).appending(trick)
    }

    /// What a trick draws for a turn.
    public func trick(_ name: String) -> RandomStream { appending("trick").appending(name) }

    /// One name for each penalty, by the penalty's own; `-2` stands behind the second of a name.
    public func penalties(_ names: [String]) -> [RandomStream] {
        names.indices.map { index in
            let earlier = names[..<index].count { $0 == names[index] }
            return appending("penalty").appending(names[index] + (earlier == 0 ? "" : "-\(earlier + 1)"))
        }
    }
}
