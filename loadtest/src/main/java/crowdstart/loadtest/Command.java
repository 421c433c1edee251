package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.Option;
import java.util.List;

/** One of the things that the load test can do. */
interface Command {
  String name();

  /** One sentence. */
  String purpose();

  List<Option> options();

  /** Returns the exit code: 0 when all is well, 1 when a check found something wrong. */
  int run(Arguments arguments) throws Exception;
}
