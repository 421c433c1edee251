package crowdstart.loadtest.bench;

import crowdstart.loadtest.process.ProcessTimes;
import crowdstart.loadtest.profile.LoadRun;
import java.util.List;

/** Reads the processor time of everybody at the beginning and the end of the measured time. */
final class Meter implements LoadRun.Meters {
  /** Processor time in seconds, by whose it is; {@code others} is the rest of the machine. */
  record Reading(double servers, double postgres, double driver, double others, double elapsed) {}

  private final List<Long> servers;
  private final long postmaster;
  private Reading before = new Reading(0, 0, 0, 0, 0);
  private Reading after = before;

  Meter(List<Long> servers, long postmaster) {
    this.servers = List.copyOf(servers);
    this.postmaster = postmaster;
  }

  @Override
  public void begin() {
    before = read();
  }

  @Override
  public void end() {
    after = read();
  }

  Reading used() {
    return new Reading(
        after.servers() - before.servers(),
        after.postgres() - before.postgres(),
        after.driver() - before.driver(),
        after.others() - before.others(),
        after.elapsed() - before.elapsed());
  }

  private Reading read() {
    double ofServers = servers.stream().mapToDouble(ProcessTimes::of).sum();
    double postgres = ProcessTimes.ofTree(postmaster);
    double driver = ProcessTimes.of(ProcessHandle.current().pid());
    return new Reading(
        ofServers,
        postgres,
        driver,
        ProcessTimes.ofAll() - ofServers - postgres - driver,
        System.nanoTime() / 1e9);
  }
}
