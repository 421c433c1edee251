package crowdstart.loadtest.seeded;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the changed sources of a bug. */
final class Patch {
  private Patch() {}

  /**
   * Makes the edits in copies of the sources and compiles those.
   *
   * @param project the root of the project, where its sources are
   * @param directory for the copies and the classes
   * @return where the classes are
   * @throws IllegalStateException when an edit does not fit any more, or does not compile
   */
  static Path compile(SeededBug bug, Path project, Path directory) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    Map<String, String> changed = new LinkedHashMap<>();
    for (SeededBug.Edit edit : bug.edits()) {
      String source = changed.get(edit.file());
      if (source == null) {
        source = Files.readString(project.resolve(edit.file()));
      }
      changed.put(edit.file(), apply(bug, edit, source));
    }
    for (Map.Entry<String, String> source : changed.entrySet()) {
      Path copy =
          Files.createDirectories(directory.resolve("sources"))
              .resolve(Path.of(source.getKey()).getFileName());
      Files.writeString(copy, source.getValue());
      make(bug, copy, classes);
    }
    return classes;
  }

  private static String apply(SeededBug bug, SeededBug.Edit edit, String source) {
    int at = source.indexOf(edit.find());
    if (at < 0 || source.indexOf(edit.find(), at + 1) >= 0) {
      throw new IllegalStateException(
          "%s is out of date: it must find exactly once in %s:%n%s"
              .formatted(bug.name(), edit.file(), edit.find()));
    }
    return source.replace(edit.find(), edit.replace());
  }

  private static void make(SeededBug bug, Path source, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("this Java has no compiler: a JDK is needed");
    }
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean isCompiled =
          compiler
              .getTask(
                  output,
                  files,
                  null,
                  List.of(
                      "-classpath",
                      classes
                          + System.getProperty("path.separator")
                          + System.getProperty("java.class.path"),
                      "-d",
                      classes.toString(),
                      "-parameters",
                      "-proc:none",
                      "-nowarn"),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      if (!isCompiled) {
        throw new IllegalStateException(bug.name() + " does not compile:\n" + output);
      }
    }
  }
}
