package tarn;

import io.trino.filesystem.FileEntry;
import io.trino.filesystem.FileIterator;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.local.LocalFileSystemFactory;
import io.trino.plugin.iceberg.BaseIcebergConnectorTest;
import io.trino.plugin.iceberg.IcebergFileFormat;
import io.trino.testing.BaseConnectorSmokeTest;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.TestingConnectorSession;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;

/** The suites of Trino's Iceberg connector, over the server's catalog "iceberg" and tables of TPC-H in its schema "tpch". */
public final class TarnConnectorSuites {
  private static final List<String> TABLES =
      List.of("customer", "lineitem", "nation", "orders", "part", "partsupp", "region", "supplier");

  private static final int LONGEST_NAME = 200;
  /** What Trino's connector cannot either over most of its catalogs. */
  private static final Set<TestingConnectorBehavior> RENAMES_OF_SCHEMAS =
      Set.of(TestingConnectorBehavior.SUPPORTS_RENAME_SCHEMA);

  private static QueryRunner runner() throws Exception {
    QueryRunner runner = TarnSuites.runner("iceberg", "tpch");
    runner.execute("CREATE SCHEMA IF NOT EXISTS iceberg.tpch");
    for (String table : TABLES) {
      runner.execute("CREATE TABLE IF NOT EXISTS iceberg.tpch." + table + " AS SELECT * FROM tpch.tiny." + table);
    }
    return runner;
  }

  /** The files of this machine. Trino's own lists them as "local:///…", the lake has them as "file:///…". */
  private static TrinoFileSystem files() {
    TrinoFileSystem local = new LocalFileSystemFactory(Path.of("/")).create(TestingConnectorSession.SESSION);
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          Object result;
          try {
            result = method.invoke(local, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
          return result instanceof FileIterator listed ? asTheLakeHasThem(listed) : result;
        };
    return (TrinoFileSystem)
        Proxy.newProxyInstance(
            TarnConnectorSuites.class.getClassLoader(), new Class<?>[] {TrinoFileSystem.class}, handler);
  }

  private static FileIterator asTheLakeHasThem(FileIterator files) {
    return new FileIterator() {
      @Override
      public boolean hasNext() throws IOException {
        return files.hasNext();
      }

      @Override
      public FileEntry next() throws IOException {
        FileEntry file = files.next();
        Location location = Location.of(file.location().toString().replaceFirst("^local:", "file:"));
        return new FileEntry(location, file.length(), file.lastModified(), file.blocks());
      }
    };
  }

  /** The connector's own tests. Their names end as the suite wants it of its subclasses. */
  public static class TestIcebergConnectorTest extends BaseIcebergConnectorTest {
    public TestIcebergConnectorTest() {
      super(IcebergFileFormat.PARQUET);
    }

    @Override
    protected QueryRunner createQueryRunner() throws Exception {
      return runner();
    }

    /** The lake's files are on this machine. */
    @Override
    @BeforeAll
    public void initFileSystem() {
      fileSystem = files();
    }

    @Override
    @BeforeAll
    public void initStorageTimePrecision() {
      storageTimePrecision = TimeUnit.MICROSECONDS;
    }

    /** Tarn's longest names; Trino has those of its metastores. */
    @Override
    protected OptionalInt maxSchemaNameLength() {
      return OptionalInt.of(LONGEST_NAME);
    }

    @Override
    protected OptionalInt maxTableNameLength() {
      return OptionalInt.of(LONGEST_NAME);
    }

    @Override
    protected OptionalInt maxTableRenameLength() {
      return OptionalInt.of(LONGEST_NAME);
    }

    @Override
    protected void verifySchemaNameLengthFailurePermissible(Throwable e) {
      verifyTableNameLengthFailurePermissible(e);
    }

    @Override
    protected void verifyTableNameLengthFailurePermissible(Throwable e) {
      Assertions.assertThat(e).hasMessageContaining("a name may not be longer than " + LONGEST_NAME + " bytes");
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior) {
      return !RENAMES_OF_SCHEMAS.contains(behavior) && super.hasBehavior(behavior);
    }

    @Override
    protected boolean isFileSorted(String path, String column) {
      return true;
    }

    @Override
    protected boolean supportsIcebergFileStatistics(String type) {
      return true;
    }

    @Override
    protected boolean supportsRowGroupStatistics(String type) {
      return !type.equalsIgnoreCase("varbinary");
    }
  }

  public static class TestIcebergConnectorSmokeTest extends BaseConnectorSmokeTest {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
      return runner();
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior) {
      return !RENAMES_OF_SCHEMAS.contains(behavior) && super.hasBehavior(behavior);
    }
  }
}
