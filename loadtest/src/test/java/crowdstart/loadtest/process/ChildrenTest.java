package crowdstart.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.loadtest.Main;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildrenTest {
  @TempDir Path directory;

  @Test
  void noneIsLeftBehind() throws InterruptedException {
    Child child;
    try (Children children = new Children()) {
      child = children.add(start(Pattern.compile("up as (.*)"), Stays.class.getName(), "a name"));
      assertThat(child.awaitAnnouncement(30)).isEqualTo("up as a name");
      child.checkAlive();
    }
    assertThatThrownBy(child::checkAlive).hasMessageContaining("ended with exit code");
  }

  @Test
  void aChildThatEndsInsteadOfComingUpSaysWhy() {
    try (Children children = new Children()) {
      Child child =
          children.add(start(Pattern.compile("never said"), Main.class.getName(), "nothing"));
      assertThatThrownBy(() -> child.awaitAnnouncement(30))
          .hasMessageContaining("unknown command nothing");
    }
  }

  private Child start(Pattern announcement, String... words) {
    return Child.start("child", directory, Java.of("64m"), Map.of(), announcement, words);
  }

  /** Runs until it is stopped. */
  static final class Stays {
    private Stays() {}

    public static void main(String[] words) throws InterruptedException {
      System.out.println("up as " + words[0]);
      Thread.currentThread().join();
    }
  }
}
