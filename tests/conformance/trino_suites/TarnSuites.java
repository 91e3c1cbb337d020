package tarn;

import io.trino.Session;
import io.trino.client.ClientSession;
import io.trino.client.StatementClient;
import io.trino.client.StatementClientFactory;
import io.trino.metadata.QualifiedObjectName;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.server.testing.TestingTrinoServer;
import io.trino.testing.AbstractDistributedEngineOnlyQueries;
import io.trino.testing.AbstractTestAggregations;
import io.trino.testing.AbstractTestEngineOnlyQueries;
import io.trino.testing.AbstractTestJoinQueries;
import io.trino.testing.AbstractTestOrderByQueries;
import io.trino.testing.AbstractTestQueries;
import io.trino.testing.AbstractTestWindowQueries;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import io.trino.testing.ResultWithQueryId;
import io.trino.testing.TestingSession;
import io.trino.testing.TestingStatementClientFactory;
import io.trino.testing.TestingTrinoClient;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * The suites of Trino's engine, their statements run by the server of the property "tarn". A Trino inside this process has the types and sessions that the suites
 * ask for; it runs no statement.
 */
public final class TarnSuites {
  private static final URI SERVER = URI.create(System.getProperty("tarn"));

  private static final TestingStatementClientFactory STATEMENTS =
      new TestingStatementClientFactory() {
        @Override
        public StatementClient create(OkHttpClient http, Session session, ClientSession client, String sql) {
          return StatementClientFactory.newStatementClient(
              http, http, ClientSession.builder(client).server(SERVER).build(), sql);
        }
      };

  private static class Client extends TestingTrinoClient {
    Client(TestingTrinoServer server, Session session) {
      super(server, STATEMENTS, session, new OkHttpClient());
    }

    @Override
    public List<QualifiedObjectName> listTables(Session session, String catalog, String schema) {
      List<QualifiedObjectName> names = new ArrayList<>();
      for (MaterializedRow row : execute(session, "SHOW TABLES FROM " + catalog + "." + schema).getResult()) {
        names.add(new QualifiedObjectName(catalog, schema, (String) row.getField(0)));
      }
      return names;
    }

    @Override
    public boolean tableExists(Session session, String table) {
      try {
        execute(session, "SHOW COLUMNS FROM " + table);
        return true;
      } catch (RuntimeException e) {
        return false;
      }
    }
  }

  private static QueryRunner runner() throws Exception {
    return runner("tpch", "tiny");
  }

  /** Runs statements on the server, in a session of that catalog and schema. */
  static QueryRunner runner(String catalog, String schema) throws Exception {
    Session session = TestingSession.testSessionBuilder().setCatalog(catalog).setSchema(schema).build();
    DistributedQueryRunner local =
        DistributedQueryRunner.builder(session).setWorkerCount(0).setTestingTrinoClientFactory(Client::new).build();
    local.installPlugin(new TpchPlugin());
    local.createCatalog("tpch", "tpch", Map.of());
    // Plans are asked of the Trino in this process, which has none.
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("executeWithPlan")) {
            ResultWithQueryId<MaterializedResult> result =
                local.getClient().execute((Session) arguments[0], (String) arguments[1]);
            return new QueryRunner.MaterializedResultWithPlan(
                result.getQueryId(), Optional.empty(), result.getResult());
          }
          if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          try {
            return method.invoke(local, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (QueryRunner)
        Proxy.newProxyInstance(TarnSuites.class.getClassLoader(), new Class<?>[] {QueryRunner.class}, handler);
  }

  public static class TestQueries extends AbstractTestQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
      return runner();
    }
  }

  public static class TestAggregations extends AbstractTestAggregations {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
      return runner();
    }
  }

  public static class TestJoinQueries extends AbstractTestJoinQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
      return runner();
    }
  }

  public static class TestOrderByQueries extends AbstractTestOrderByQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
      return runner();
    }
  }

  public static class TestWindowQueries extends AbstractTestWindowQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
      return runner();
    }
  }

  public static class TestEngineOnlyQueries extends AbstractTestEngineOnlyQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
      return runner();
    }
  }

  public static class TestDistributedEngineOnlyQueries extends AbstractDistributedEngineOnlyQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
      return runner();
    }
  }
}
