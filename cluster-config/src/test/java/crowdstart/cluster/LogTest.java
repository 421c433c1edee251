package crowdstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What reaches a node's log, and what does not. */
class LogTest {
  private static final String ID = "local-rk9nabcdefghjkmnpqrstvwxyz";

  @Test
  void noIdOfAnOrderIsLoggedWholeWhoeverWritesIt() throws JoranException {
    for (String place :
        new String[] {
          "PersistenceId [order|" + ID + "]",
          "pekko://crowdstart/system/sharding/order/17/" + ID,
          "/v1/orders/" + ID + "/payment",
          "PersistenceId [shipment|" + ID + "]",
          "PersistenceId [payment|" + ID + "]",
          "held twice: " + ID,
          "Key (id)=(" + ID + ") already exists."
        }) {
      String line = logged("saw " + place, new IllegalStateException("in " + place));
      assertThat(line)
          .doesNotContain(ID)
          .contains("local-rk9n...")
          .contains("at crowdstart.cluster.LogTest");
      assertThat(line.split("local-rk9n", -1)).hasSize(3);
    }
    for (String place : new String[] {"campaign|", "/v1/campaigns/", "sharding/campaign/63/"}) {
      assertThat(logged(place + ID, null)).contains(ID);
    }
  }

  private static String logged(String message, @Nullable Throwable failure) throws JoranException {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogTest.class.getResource("/logback.xml"));
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var console = (ConsoleAppender<ILoggingEvent>) root.getAppender("console");
    var event = new LoggingEvent("", root, Level.ERROR, message, failure, null);
    return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
