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
      var _ =
          ProcessHandle.current()
              .parent()
              .map(ProcessHandle::onExit)
              .map(end -> end.thenRun(ParentProcess::exit));
    }
  }

  /** On a thread of its own, since it waits until all shutdown hooks have run. */
  private static void exit() {
    Thread.ofPlatform().daemon().name("parent-ended").start(() -> System.exit(0));
  }
}
