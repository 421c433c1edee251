package crowdstart.cluster;

/**
 * Ends this JVM when the process that started it ends, however that happens: a node must not stay
 * behind, holding its ports, when the Maven or the terminal it was started from is killed.
 */
final class ParentProcess {

  /** Set to true by whoever starts a node as its child. */
  static final String PROPERTY = "crowdstart.end-with-parent";

  private ParentProcess() {}

  static void endWithItIfAsked() {
    if (Boolean.getBoolean(PROPERTY)) {
      // Exiting where an exit is under way already, after a Ctrl-C say, changes nothing.
      var _ =
          ProcessHandle.current()
              .parent()
              .map(ProcessHandle::onExit)
              .map(end -> end.thenRun(() -> System.exit(0)));
    }
  }
}
