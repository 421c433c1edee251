package crowdstart.loadtest.overload;

import com.sun.management.OperatingSystemMXBean;
import crowdstart.loadtest.profile.LoadRun;
import java.lang.management.ManagementFactory;

/** How many processors this program itself keeps busy: it shares them with what it measures. */
final class Meter implements LoadRun.Meters {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long beganNanos;
  private long beganCpuNanos;
  private double cores;

  @Override
  public void begin() {
    beganNanos = System.nanoTime();
    beganCpuNanos = SYSTEM.getProcessCpuTime();
  }

  @Override
  public void end() {
    cores =
        (SYSTEM.getProcessCpuTime() - beganCpuNanos) / (double) (System.nanoTime() - beganNanos);
  }

  double cores() {
    return cores;
  }
}
