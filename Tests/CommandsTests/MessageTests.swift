import Language
import Testing

@testable import Commands

/// What a person reads after a slip, to the letter.
@Suite struct MessageTests {
    @Test("an unknown loss names the nearest and lists all")
    func unknownLoss() {
        #expect(
            Run("data ring\nloss wgan-pg").message == """
                error: unknown loss `wgan-pg`
                 --> lesson.gan:2:6
                  |
                2 | loss wgan-pg
                  |      ^^^^^^^ did you mean `wgan-gp`?
                  = losses: minimax, non-saturating, lsgan, wgan, wgan-gp, wgan-lp, hinge, relativistic, …
                """)
    }

    @Test("a size that goes wrong is shown at its layer, with the way out")
    func wrongSize() {
        let script = """
            data mnist
            latent 64
            generator
              layer dense 7x7x64 relu
              layer deconv 1 stride 2 tanh
            train 10
            """
        #expect(
            Run(script).message == """
                error: the generator makes 14x14x1 but `data mnist` is 28x28x1
                 --> lesson.gan:5:3
                  |
                5 |   layer deconv 1 stride 2 tanh
                  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 7x7x64 becomes 14x14x1 here
                  = help: one more `layer deconv 64 stride 2` before it doubles the size to 28x28
                """)
    }

    @Test("the first things a newcomer gets wrong are answered with the way out", arguments: [
        ("train 5", "error: there is no data set yet"),
        ("data rign", "error: unknown data set `rign`"),
        ("data ring\ntrian 5", "error: unknown command `trian`"),
        ("layer dense 5", "error: expected `generator` or `discriminator` before the first `layer`"),
        ("data ring\nmodel dcgan", "error: `model dcgan` makes images, but `data ring` is points"),
        ("model mlp", "error: expected a data set before `model`: a model is sized to the data"),
        ("generator\nlayer dense data", "error: `data` as a size needs a data set"),
        ("data ring\nplot samplse", "error: unknown plot `samplse`"),
        ("data ring\ntrain 5 until", "error:"),
        ("data ring\nbatch 0", "error:"),
        ("data ring\nlayer dense 1e300", "error:"),
        ("threads 0", "error: expected a whole number from 1 to 256 for `count`, found 0"),
        ("threads 257", "error: expected a whole number from 1 to 256 for `count`, found 257"),
        ("threads", "error: expected a whole number from 1 to 256 for `count`, found the end of the line"),
        ("ratio", "error: expected `discriminator` or `generator` and a number, found the end of the line"),
        ("generator\nlayer dense 2 relu tanh", "error: expected one activation, found `tanh` behind `relu`"),
        ("trick unroll 5 none", "error: expected a trick or `none`, found both"),
        ("loss wgan\ntrick label-smoothing\ndata ring\ntrain 1", "error: `trick label-smoothing` moves the target of real examples"),
        ("data ring\ntrick feature-matching layer 4\ntrain 1", "error: `trick feature-matching` takes a hidden layer, and those"),
        ("penalty clip none", "error: expected a penalty or `none`, found both"),
        ("data ring\nwatch samples off", "error: expected plots or `off`, found both"),
        ("data ring\nload \"nothing.safetensors\"", "error: no file `nothing.safetensors`"),
        ("data ring\nsave \"ring.txt\"", "error: expected a name that ends in `.safetensors`, `.gan` or `.csv`, found `ring.txt`"),
        ("data moons\ntrain 2\nexpect modes >= 1", "error: `modes` cannot be measured"),
        ("data ring\nexpect loss.generator < 1", "error: `loss.generator`"),
        ("measure modess", "error: unknown measurement `modess`"),
        ("measure balance foo", "error: unknown measurement `foo`"),
        ("seed -1", "error: expected a whole number of at least 0 for `seed`, found -1"),
        ("train 3 steps", "error: `train` already has its number of steps, found `steps`"),
        ("data ring =3", "error: `ring` takes no `=`"),
        ("stop when", "error: expected a condition, found the end of the line"),
        ("help foo", "error: unknown command or topic `foo`"),
    ])
    func slips(_ script: String, _ beginning: String) throws {
        let message = try #require(Run(script).message)
        #expect(message.hasPrefix(beginning), "\(message)")
        #expect(message.contains("\n --> lesson.gan:"))
    }

    @Test("a script that stands in quotes behind an unknown command is included")
    func script() throws {
        let message = try #require(Run("run \"i.gan\"").message)
        #expect(message.hasPrefix("error: unknown command `run`") && message.hasSuffix("= help: `include \"i.gan\"` runs a script"))
        #expect(Run("laod \"i.gan\"").message?.contains("did you mean `load`?") == true)
    }

    @Test("wgan-gp with batch normalisation in the critic is warned about, once, at its line")
    func warning() {
        let run = Run("""
            data ring
            discriminator
              layer dense 8
              layer batchnorm
              layer dense 1
            loss wgan-gp
            train 1
            train 1
            """)
        #expect(run.error == nil)
        #expect(run.output.notes.components(separatedBy: "warning:").count == 2)
        #expect(run.output.notes.contains("layer batchnorm"))
    }
}
