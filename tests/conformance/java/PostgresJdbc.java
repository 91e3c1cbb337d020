import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** PostgreSQL's JDBC driver at work on a server with postgres_lake.py's tables: PostgresJdbc URL. Ends with code 1 at the first thing that is not as
 * it should be. */
public class PostgresJdbc {
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("user", "ann");
    for (String mode : new String[] {"extended", "simple", "extendedForPrepared"}) {
      properties.setProperty("preferQueryMode", mode);
      try (Connection connection = DriverManager.getConnection(arguments[0], properties)) {
        statements(connection);
        if (!mode.equals("simple")) {
          prepared(connection);
        }
      }
    }
    properties.remove("preferQueryMode");
    try (Connection connection = DriverManager.getConnection(arguments[0], properties)) {
      transactions(connection);
      cursors(connection);
      metadata(connection);
      failures(connection);
    }
  }

  static void same(Object got, Object wanted) {
    if (!String.valueOf(got).equals(String.valueOf(wanted))) {
      throw new AssertionError("got " + got + ", wanted " + wanted);
    }
  }

  static List<String> strings(ResultSet rows, String column) throws SQLException {
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      all.add(rows.getString(column));
    }
    return all;
  }

  static void statements(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, kind, price, day, at, tags FROM shop.orders ORDER BY id")) {
      ResultSetMetaData columns = rows.getMetaData();
      same(columns.getColumnTypeName(3), "numeric");
      same(columns.getPrecision(3) + "," + columns.getScale(3), "12,2");
      same(rows.next(), true);
      same(rows.getLong(1), 1);
      same(rows.getString(2), "a");
      same(rows.getBigDecimal(3), "1.50");
      same(rows.getDate(4), "2026-01-31");
      same(rows.getTimestamp(5), "2026-01-31 10:00:00.5");
      same(List.of((Object[]) rows.getArray(6).getArray()), "[x, y z]");
      same(rows.next(), true);
      same(rows.getString(3), null);
    }
    String origins = "SELECT o.price AS cost, o.id, d.price, o.id + 1 FROM shop.orders AS o JOIN shop.dear AS d ON o.id = d.id";
    try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(origins)) {
      ResultSetMetaData columns = rows.getMetaData();
      List<String> tables = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); ++i) {
        tables.add(columns.getColumnName(i) + " of " + columns.getTableName(i));
      }
      same(tables, "[cost of orders, id of orders, price of dear, _col3 of ]");
    }
  }

  static void prepared(Connection connection) throws SQLException {
    String sql = "SELECT id FROM shop.orders WHERE id >= ? AND kind = ? AND price > ? AND day = ? AND at < ? LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      // Often enough for a named statement and results in binary.
      for (int i = 0; i < 8; ++i) {
        statement.setLong(1, 1);
        statement.setString(2, "a");
        statement.setBigDecimal(3, new BigDecimal("0.5"));
        statement.setDate(4, Date.valueOf("2026-01-31"));
        statement.setTimestamp(5, Timestamp.valueOf("2027-01-01 00:00:00"));
        statement.setInt(6, 10);
        try (ResultSet rows = statement.executeQuery()) {
          same(strings(rows, "id"), "[1]");
        }
      }
      same(statement.getParameterMetaData().getParameterCount(), 6);
    }
    try (PreparedStatement statement = connection.prepareStatement("SELECT tags, price, at FROM shop.orders WHERE id = ?")) {
      for (int i = 0; i < 8; ++i) {
        statement.setInt(1, 1);
        try (ResultSet rows = statement.executeQuery()) {
          same(rows.next(), true);
          same(List.of((Object[]) rows.getArray(1).getArray()), "[x, y z]");
          same(rows.getBigDecimal(2), "1.50");
          same(rows.getTimestamp(3), "2026-01-31 10:00:00.5");
        }
      }
    }
  }

  static void transactions(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      same(statement.executeUpdate("INSERT INTO shop.orders (id) VALUES (50)"), 1);
      connection.rollback();
      try (ResultSet rows = statement.executeQuery("SELECT count(*) AS n FROM shop.orders")) {
        same(strings(rows, "n"), "[3]");
      }
      connection.commit();
    }
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO shop.orders (id, kind, day, at) VALUES (?, ?, ?, ?)")) {
      for (int i = 0; i < 5; ++i) {
        insert.setInt(1, 60 + i);
        insert.setString(2, "batch");
        insert.setDate(3, Date.valueOf("2026-02-01"));
        insert.setTimestamp(4, Timestamp.valueOf("2026-02-01 12:00:00"));
        insert.addBatch();
      }
      same(insert.executeBatch().length, 5);
      connection.commit();
    }
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      same(statement.executeUpdate("DELETE FROM shop.orders WHERE kind = 'batch'"), 5);
    }
  }

  static void cursors(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(100);
      String sql = "SELECT a.x * 100 + b.x AS n FROM UNNEST(sequence(0, 99)) a(x) CROSS JOIN UNNEST(sequence(0, 99)) b(x)";
      try (ResultSet rows = statement.executeQuery(sql)) {
        long sum = 0;
        int count = 0;
        while (rows.next()) {
          sum += rows.getLong(1);
          if (++count == 150) {
            // Another statement while the first one's rows wait.
            try (Statement other = connection.createStatement(); ResultSet one = other.executeQuery("SELECT 7 AS n")) {
              same(strings(one, "n"), "[7]");
            }
          }
        }
        same(count + ":" + sum, "10000:49995000");
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  static void metadata(Connection connection) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    same(metadata.getDatabaseProductName(), "PostgreSQL");
    same(metadata.getDatabaseMajorVersion(), 16);
    same(strings(metadata.getCatalogs(), "TABLE_CAT").contains("iceberg"), true);
    same(strings(metadata.getSchemas(), "TABLE_SCHEM").contains("shop"), true);
    same(strings(metadata.getTables(null, "shop", "%", new String[] {"TABLE"}), "TABLE_NAME"), "[orders]");
    same(strings(metadata.getTables(null, "shop", "%", new String[] {"VIEW"}), "TABLE_NAME"), "[dear]");
    same(strings(metadata.getTables(null, null, "%", null), "TABLE_NAME").contains("orders"), true);
    same(strings(metadata.getColumns(null, "shop", "orders", "%"), "COLUMN_NAME"), "[id, kind, price, day, at, tags]");
    same(strings(metadata.getColumns(null, "shop", "orders", "%"), "TYPE_NAME"), "[int8, text, numeric, date, timestamp, _text]");
    same(strings(metadata.getColumns(null, "shop", "orders", "kind"), "REMARKS"), "[what it is]");
    same(strings(metadata.getPrimaryKeys(null, "shop", "orders"), "COLUMN_NAME"), "[]");
    same(strings(metadata.getIndexInfo(null, "shop", "orders", false, false), "INDEX_NAME"), "[]");
    same(strings(metadata.getImportedKeys(null, "shop", "orders"), "FKCOLUMN_NAME"), "[]");
    same(strings(metadata.getTypeInfo(), "TYPE_NAME").contains("int8"), true);
    metadata.getFunctions(null, null, "%").close();
    metadata.getProcedures(null, null, "%").close();
    metadata.getTablePrivileges(null, "shop", "%").close();
    same(metadata.getSQLKeywords().isEmpty(), false);
  }

  static void failures(Connection connection) throws SQLException {
    String[][] cases = {{"SELECT nope FROM shop.orders", "42703"}, {"SELECT * FROM shop.nope", "42P01"}, {"SELEC 1", "42601"},
        {"SELECT 1 / (id - id) FROM shop.orders", "22012"}, {"CREATE SCHEMA shop", "42P06"}};
    for (String[] one : cases) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(one[0]);
        throw new AssertionError("did not fail: " + one[0]);
      } catch (SQLException error) {
        same(error.getSQLState(), one[1]);
      }
    }
  }
}
