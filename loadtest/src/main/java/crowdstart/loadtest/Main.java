package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.BadArguments;
import java.util.List;

/** The command line of the load test. */
public final class Main {
  private static final int EXIT_WRONG_USE = 2;

  private static final List<Command> COMMANDS =
      List.of(
          new OrdersCommand(OrdersCommand.Profile.HOT),
          new OrdersCommand(OrdersCommand.Profile.SPREAD),
          new OrdersCommand(OrdersCommand.Profile.SURGE),
          new WatchCommand(),
          new BaselineCommand(),
          new BenchCommand(),
          new WorkloadCommand(),
          new CheckCommand(),
          new SeededCommand(),
          new FaultCommand(),
          new PowerCutCommand(),
          new RollingCommand(),
          new HostileCommand(),
          new OverloadCommand(),
          new LaunchCommand(),
          new CrowdCommand());

  private Main() {}

  public static void main(String[] words) throws Exception {
    System.exit(run(List.of(words)));
  }

  static int run(List<String> words) throws Exception {
    if (words.isEmpty() || words.getFirst().equals("--help")) {
      System.out.print(help());
      return 0;
    }
    for (Command command : COMMANDS) {
      if (command.name().equals(words.getFirst())) {
        return run(command, words.subList(1, words.size()));
      }
    }
    System.err.println("unknown command " + words.getFirst() + "; --help lists them");
    return EXIT_WRONG_USE;
  }

  private static int run(Command command, List<String> words) throws Exception {
    if (words.contains("--help")) {
      System.out.print(help(command));
      return 0;
    }
    try {
      return command.run(Arguments.parse(command.options(), words));
    } catch (BadArguments e) {
      System.err.println(command.name() + ": " + e.getMessage() + "; --help lists the options");
      return EXIT_WRONG_USE;
    }
  }

  private static String help() {
    StringBuilder text = new StringBuilder("Load from outside, over HTTP.\n\n");
    COMMANDS.forEach(c -> text.append("  %-10s %s%n".formatted(c.name(), c.purpose())));
    return text.append("\n<command> --help lists a command's options and their defaults.\n")
        .toString();
  }

  private static String help(Command command) {
    return "%s: %s%n%n%s"
        .formatted(command.name(), command.purpose(), Arguments.table(command.options()));
  }
}
