package crowdstart.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.typesafe.config.ConfigFactory;
import crowdstart.campaign.BatchAnswers;
import crowdstart.campaign.GateMessage;
import crowdstart.checkout.CheckoutSerializer;
import crowdstart.identity.ClusterMessage;
import crowdstart.order.OrderMessage;
import crowdstart.order.PlaceAnswer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.SerializationTestKit;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.jackson.JacksonCborSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every message between nodes arrives as it was sent. */
class ClusterMessageTest {
  private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load("core-test"));
  private final List<Object> samples = Samples.all(kit.createTestProbe().getRef());

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  @Test
  void arrivesAsItWasSent() {
    SerializationTestKit serialization = kit.serializationTestKit();
    Serialization serializers = SerializationExtension.get(kit.system());
    for (Object sample : samples) {
      assertThat(serializers.findSerializerFor(sample))
          .isInstanceOf(
              crossesForEveryOrder(sample)
                  ? CheckoutSerializer.class
                  : JacksonCborSerializer.class);
      assertThat(serialization.verifySerialization(sample, true)).isEqualTo(sample);
    }
  }

  private static boolean crossesForEveryOrder(Object message) {
    return message instanceof OrderMessage.Place
        || message instanceof PlaceAnswer
        || message instanceof GateMessage.Batch
        || message instanceof BatchAnswers;
  }

  @Test
  void everyKindOfMessageHasASample() {
    Set<String> kinds =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("crowdstart")
                .stream()
                .filter(type -> type.isAssignableTo(ClusterMessage.class) && !type.isInterface())
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    Set<String> seen =
        samples.stream().map(sample -> sample.getClass().getName()).collect(Collectors.toSet());
    assertThat(seen).isEqualTo(kinds);
  }
}
