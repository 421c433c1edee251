package crowdstart.loadtest.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A process that is started again whenever it ends, as an orchestrator would, unless a fault holds
 * it down. Its output goes to one file, however often it is started.
 */
public final class Supervised implements AutoCloseable {
  private static final String KILL = "KILL";
  private static final Duration RESTART_WAIT = Duration.ofMillis(500);
  private static final Duration STOP_WAIT_MAX = Duration.ofMinutes(1);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path directory;
  private final Path log;
  private final AtomicInteger unasked = new AtomicInteger();
  private final Thread hook = new Thread(this::end);
  private @Nullable Process process;
  private boolean isHeldDown;
  private boolean isOver;

  public Supervised(
      String name, Path directory, List<String> command, Map<String, String> environment) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.directory = directory;
    log = directory.resolve(name + ".log");
  }

  public void start() {
    Runtime.getRuntime().addShutdownHook(hook);
    startProcess();
    Thread.ofVirtual().name("supervise-" + name).start(this::supervise);
  }

  public String name() {
    return name;
  }

  /** How often it ended though no fault had ended it. */
  int endedUnasked() {
    return unasked.get();
  }

  synchronized long pid() {
    return process == null ? -1 : process.pid();
  }

  /** Sends a signal by its name; false when it is not running. */
  synchronized boolean signal(String signal) {
    return process != null
        && process.isAlive()
        && Shell.works("kill", "-" + signal, Long.toString(process.pid()));
  }

  /**
   * Ends it by a signal, and keeps it down until {@link #release}. Returns when it has ended; when
   * it was killed, its children were too: a database's would wait for locks that nobody gives back.
   *
   * @return whether the signal ended it: false when it was down already, or had to be killed
   */
  public boolean holdDown(String signal) {
    Process ending;
    synchronized (this) {
      isHeldDown = true;
      ending = process;
    }
    List<ProcessHandle> children =
        ending == null ? List.of() : ending.toHandle().descendants().toList();
    boolean isSent = signal(signal);
    if (signal.equals(KILL)) {
      children.forEach(ProcessHandle::destroyForcibly);
    }
    return ending != null && awaitEnd(ending) && isSent;
  }

  /** Lets it be started again. */
  synchronized void release() {
    isHeldDown = false;
    notifyAll();
  }

  /** Whether it ended by itself. */
  private static boolean awaitEnd(Process ending) {
    try {
      if (ending.waitFor(STOP_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      ending.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private synchronized void startProcess() {
    if (isOver) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  private void supervise() {
    try {
      while (true) {
        Process running;
        synchronized (this) {
          if (isOver || process == null) {
            return;
          }
          running = process;
        }
        running.waitFor();
        synchronized (this) {
          if (!isHeldDown && !isOver) {
            unasked.incrementAndGet();
          }
          while (isHeldDown && !isOver) {
            wait();
          }
        }
        Thread.sleep(RESTART_WAIT);
        startProcess();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook finds nothing left to do.
    }
  }

  /** At once: whatever it was doing has been judged by now. */
  private void end() {
    Process last;
    synchronized (this) {
      isOver = true;
      last = process;
      notifyAll();
    }
    if (last != null) {
      last.destroyForcibly();
      awaitEnd(last);
    }
  }
}
