package crowdstart.http.hook;

import crowdstart.hook.Deliveries;
import crowdstart.hook.Webhooks;

/** What the calls about webhooks need of the rest of the node. */
public record HookParts(Webhooks webhooks, Deliveries deliveries, Targets targets) {}
