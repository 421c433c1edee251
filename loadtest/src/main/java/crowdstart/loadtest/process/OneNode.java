package crowdstart.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** A node with a database of its own, for as long as it is not closed. */
public final class OneNode implements AutoCloseable {
  private static final int DATABASE_PORT = 18_432;
  private static final String HEAP = "1g";

  private final Children children;
  private final Node node;

  private OneNode(Children children, Node node) {
    this.children = children;
    this.node = node;
  }

  /**
   * Starts both and waits until the node is ready.
   *
   * @param name of the directory for logs and data
   * @param settings of the node, beyond those that it needs
   */
  public static OneNode start(String name, Map<String, String> settings)
      throws SQLException, InterruptedException {
    Children children = new Children();
    try {
      Path directory = Files.createTempDirectory(name);
      System.out.println("logs and data in " + directory);
      Database database = Database.start(children, directory, DATABASE_PORT);
      return new OneNode(
          children,
          Node.start(children, directory, Java.of(HEAP), database, 1, settings).getFirst());
    } catch (IOException e) {
      children.close();
      throw new UncheckedIOException("no directory for the node", e);
    } catch (RuntimeException | SQLException | InterruptedException e) {
      children.close();
      throw e;
    }
  }

  public URI url() {
    return node.url();
  }

  @Override
  public void close() {
    children.close();
  }
}
