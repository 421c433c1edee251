package crowdstart.http.hook;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.hook.HookType;
import crowdstart.http.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a creator asks for.
 *
 * @param types empty for all
 */
record WebhookBody(String url, List<HookType> types) {
  /** More than there are types, and few enough to look at. */
  static final int EVENTS_MAX = 50;

  private static final Set<String> FIELDS = Set.of("url", "events");

  static WebhookBody read(JsonNode body) {
    Fields fields = Fields.of(body, FIELDS);
    String url = fields.text("url", TargetUrl.LENGTH_MAX);
    List<HookType> types = new ArrayList<>();
    List<String> labels = fields.strings("events", EVENTS_MAX);
    for (int i = 0; i < labels.size(); i++) {
      Optional<HookType> type = HookType.ofLabel(labels.get(i));
      if (type.isEmpty()) {
        fields.wrong("events/" + i, "must be a type of event that there is");
      } else if (!types.contains(type.get())) {
        types.add(type.get());
      }
    }
    fields.done();
    if (url == null) {
      throw new IllegalStateException("the URL was not read, and nothing was wrong with it");
    }
    return new WebhookBody(url, types);
  }
}
