package crowdstart.journal;

import crowdstart.database.SlickPools;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.jdbc.config.SnapshotConfig;
import org.apache.pekko.persistence.jdbc.snapshot.dao.DefaultSnapshotDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.apache.pekko.stream.Materializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * Stores snapshots in the background. An entity waits for its snapshot before it answers, and one
 * of a campaign in the middle of its launch takes a second; so it is told at once that the snapshot
 * is taken care of. One that is lost costs nothing but a longer recovery. Of several that wait for
 * one entity only the newest is stored, and older ones are deleted behind it.
 *
 * <p>Named as {@code dao} in a snapshot store's section, and made by the plugin.
 */
public final class BackgroundSnapshotDao extends DefaultSnapshotDao {
  /** Entities whose snapshots may wait; one more is not stored. Each keeps a state in memory. */
  static final int WAITING_MAX = 100;

  private static final Logger log = LoggerFactory.getLogger(BackgroundSnapshotDao.class);

  private record Waiting(SnapshotMetadata metadata, Object snapshot) {}

  private final Serialization serialization;
  private final DataSource source;
  private final String store;
  private final Executor worker = Workers.named("snapshots", 1);

  /** By entity; guarded by itself. */
  private final LinkedHashMap<String, Waiting> waiting = new LinkedHashMap<>();

  public BackgroundSnapshotDao(
      JdbcBackend.JdbcDatabaseDef database,
      JdbcProfile profile,
      SnapshotConfig config,
      Serialization serialization,
      ExecutionContext executionContext,
      Materializer materializer) {
    super(database, profile, config, serialization, executionContext, materializer);
    this.serialization = serialization;
    this.source = SlickPools.of(materializer.system()).source(SlickPools.poolOf(database));
    var table = config.snapshotTableConfiguration();
    // The plugin's own statement sends the snapshot twice, for an update and for an insert.
    this.store =
        """
        with new as (
          insert into %1$s (persistence_id, sequence_number, created, snapshot_ser_id,
            snapshot_ser_manifest, snapshot_payload)
          values (?, ?, ?, ?, ?, ?)
          on conflict (persistence_id, sequence_number) do nothing
          returning persistence_id, sequence_number
        )
        delete from %1$s as old using new
        where old.persistence_id = new.persistence_id and old.sequence_number < new.sequence_number
        """
            .formatted(table.schemaName().get() + "." + table.tableName());
  }

  /** Done at once: the snapshot will be stored, or not. */
  @Override
  public Future<BoxedUnit> save(SnapshotMetadata metadata, Object snapshot) {
    synchronized (waiting) {
      if (waiting.size() < WAITING_MAX || waiting.containsKey(metadata.persistenceId())) {
        waiting.put(metadata.persistenceId(), new Waiting(metadata, snapshot));
        worker.execute(this::storeNext);
      }
    }
    return Future.successful(BoxedUnit.UNIT);
  }

  private void storeNext() {
    Map.Entry<String, Waiting> next;
    synchronized (waiting) {
      next = waiting.pollFirstEntry();
    }
    // None, when a newer one of the same entity took its place and is stored already.
    if (next != null) {
      store(next.getValue().metadata(), next.getValue().snapshot());
    }
  }

  private void store(SnapshotMetadata metadata, Object snapshot) {
    try {
      Serializer serializer = serialization.findSerializerFor(snapshot);
      byte[] payload = serializer.toBinary(snapshot);
      try (var connection = source.getConnection();
          var statement = connection.prepareStatement(store)) {
        statement.setString(1, metadata.persistenceId());
        statement.setLong(2, metadata.sequenceNr());
        statement.setLong(3, metadata.timestamp());
        statement.setInt(4, serializer.identifier());
        statement.setString(5, Serializers.manifestFor(serializer, snapshot));
        statement.setBytes(6, payload);
        statement.executeUpdate();
      }
    } catch (Exception e) {
      // Serializers throw what Scala does not declare.
      log.warn("a snapshot was not stored, the next one will be: {}", e.toString());
    }
  }
}
