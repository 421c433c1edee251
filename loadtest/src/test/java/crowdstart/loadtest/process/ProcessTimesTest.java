package crowdstart.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessTimesTest {
  @Test
  void readsALineWhoseCommandHoldsAnything() {
    ProcessTimes.Stat stat =
        ProcessTimes.parse(
            "4242 (a (b) c) S 17 4242 4242 0 -1 4194560 100 200 0 0 150 50 30 20 20 0 5 0 9000 1 2");
    assertThat(stat).isEqualTo(new ProcessTimes.Stat(4242, 17, 2.0, 0.5));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void seesThisProcessAtWork() {
    long pid = ProcessHandle.current().pid();
    double own = ProcessTimes.of(pid);
    assertThat(own).isPositive();
    assertThat(ProcessTimes.ofTree(pid)).isGreaterThanOrEqualTo(own);
    assertThat(ProcessTimes.ofAll()).isGreaterThan(own);
    assertThat(ProcessTimes.parent(pid))
        .isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
  }
}
