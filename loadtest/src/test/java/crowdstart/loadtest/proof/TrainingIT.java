package crowdstart.loadtest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.process.Children;
import crowdstart.loadtest.process.Database;
import crowdstart.loadtest.process.Java;
import crowdstart.loadtest.process.Node;
import crowdstart.loadtest.process.Training;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a training writes is of use: the node is started so that its JVM refuses to do without. */
@Timeout(300)
@Tag("chaos")
class TrainingIT {
  private static final int DATABASE_PORT = 18_432;

  @Test
  void aTrainedNodeStarts(@TempDir Path directory) throws SQLException, InterruptedException {
    try (Children children = new Children()) {
      Database database = Database.start(children, directory, DATABASE_PORT);
      Java trained = Training.train(children, directory, Java.of("768m"));
      Node node = Node.start(children, directory, trained, database, 1).getFirst();
      System.out.printf("a trained node was ready after %.1f s%n", node.readyAfterSeconds());
      assertThat(directory.resolve("trained.aot")).isNotEmptyFile();
    }
  }
}
