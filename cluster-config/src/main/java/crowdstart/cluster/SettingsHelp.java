package crowdstart.cluster;

import crowdstart.cluster.Setting.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Lays the settings out as a table that fits a terminal. */
final class SettingsHelp {

  private static final int WIDTH = 100;
  private static final int MARGIN = 2;

  private SettingsHelp() {}

  static String text() {
    return Arrays.stream(Group.values())
        .map(SettingsHelp::group)
        .collect(
            Collectors.joining(
                "\n\n",
                "Settings are environment variables. Unset or empty means the default.\n\n",
                "\n"));
  }

  private static String group(Group group) {
    int nameWidth = SettingsTable.ALL.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    int standardWidth =
        SettingsTable.ALL.stream().mapToInt(s -> s.standard().length()).max().orElse(0);
    int meaningColumn = MARGIN + nameWidth + MARGIN + standardWidth + MARGIN;
    String format = "%s%%-%ds%s%%-%ds%s".formatted(gap(), nameWidth, gap(), standardWidth, gap());
    return SettingsTable.ALL.stream()
        .filter(setting -> setting.group() == group)
        .map(setting ->
            format.formatted(setting.name(), setting.standard())
                + String.join(
                    "\n" + " ".repeat(meaningColumn),
                    lines(setting.meaning(), WIDTH - meaningColumn)))
        .collect(Collectors.joining("\n", group.title() + "\n", ""));
  }

  private static String gap() {
    return " ".repeat(MARGIN);
  }

  private static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
