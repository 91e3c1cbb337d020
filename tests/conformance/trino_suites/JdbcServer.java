package tarn;

import com.google.common.net.HostAndPort;
import com.google.inject.Module;
import io.trino.spi.QueryId;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the tests of Trino's JDBC driver take for the server that they start (TestingTrinoServer): the one of the property "tarn", which has its catalogs already.
 * jdbc_sources.py puts it in that place.
 */
public final class JdbcServer implements AutoCloseable {
  private static final String QUERIES = "SELECT query_id, query FROM system.runtime.queries";

  public static JdbcServer create() {
    return new JdbcServer();
  }

  public static Builder builder() {
    return new Builder();
  }

  public HostAndPort getAddress() {
    URI server = URI.create(System.getProperty("tarn"));
    return HostAndPort.fromParts(server.getHost(), server.getPort());
  }

  public HostAndPort getHttpsAddress() {
    return getAddress();
  }

  public void createCatalog(String name, String connector) {}

  public void createCatalog(String name, String connector, Map<String, String> properties) {}

  public Path getBaseDataDir() {
    return Path.of(".");
  }

  public JdbcServer getQueryManager() {
    return this;
  }

  /** Queries that ran, without those of this class. */
  public List<Query> getQueries() {
    try (Connection connection = DriverManager.getConnection("jdbc:trino://" + getAddress(), "admin", null);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERIES)) {
      List<Query> queries = new ArrayList<>();
      while (rows.next()) {
        if (!rows.getString(2).equals(QUERIES)) {
          queries.add(new Query(new QueryId(rows.getString(1)), rows.getString(2)));
        }
      }
      return queries;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {}

  public record Query(QueryId getQueryId, String getQuery) {}

  public static final class Builder {
    public Builder setProperties(Map<String, String> properties) {
      return this;
    }

    public Builder setAdditionalModule(Module module) {
      return this;
    }

    public JdbcServer build() {
      return new JdbcServer();
    }
  }
}
