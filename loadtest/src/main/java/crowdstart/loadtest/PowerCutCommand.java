package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.powercut.PowerCut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Cuts the power while orders are acknowledged, and looks for them afterwards. */
final class PowerCutCommand implements Command {
  @Override
  public String name() {
    return "powercut";
  }

  @Override
  public String purpose() {
    return "cuts nodes' and database's power while orders are acknowledged; none may be lost";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("cuts", "20", "how often"),
        new Option("orders", "2500", "acknowledged at least before each"),
        new Option("control", "1", "cuts with synchronous_commit off, which must lose orders"),
        new Option("seed", "1", "of the moments"),
        new Option(
            "directory", "target/powercut", "for the disk and the logs; needs 10 GB and root"),
        new Option("json", "", "file for the counts"));
  }

  /** Both runs. */
  record Report(PowerCut.Result proof, PowerCut.Result control) {}

  @Override
  public int run(Arguments arguments) throws IOException, SQLException, InterruptedException {
    PowerCut.Result proof = run(arguments, "cuts", false);
    PowerCut.Result control = run(arguments, "control", true);
    boolean isProven = proof.lost() == 0 && proof.unread() == 0;
    boolean isShown = control.cuts() == 0 || control.lost() > 0;
    System.out.printf(
        "%d cuts, %d acknowledged orders, %d lost, %d unread; control: %d of %d lost%n",
        proof.cuts(),
        proof.acknowledged(),
        proof.lost(),
        proof.unread(),
        control.lost(),
        control.acknowledged());
    System.out.println(
        isProven && isShown
            ? "verdict: clean"
            : isProven
                ? "verdict: the control lost nothing, so nothing is proven"
                : "verdict: LOST");
    if (arguments.given("json")) {
      Print.json(arguments.text("json"), new Report(proof, control));
    }
    return isProven && isShown ? 0 : 1;
  }

  private static PowerCut.Result run(Arguments arguments, String cuts, boolean isControl)
      throws IOException, SQLException, InterruptedException {
    int count = arguments.whole(cuts, 0, 1_000);
    if (count == 0) {
      return new PowerCut.Result(0, 0, 0, 0);
    }
    Path directory =
        Path.of(arguments.text("directory"), isControl ? "control" : "proof").toAbsolutePath();
    Files.createDirectories(directory);
    System.out.println(isControl ? "control: commits are not awaited" : "proof");
    return PowerCut.run(
        new PowerCut.Plan(
            count,
            arguments.whole("orders", 1, 1_000_000),
            isControl,
            arguments.whole("seed", 0, Integer.MAX_VALUE),
            directory));
  }
}
