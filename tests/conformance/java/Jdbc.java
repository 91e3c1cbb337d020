import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Trino's JDBC driver at work on a server: Jdbc URL. Ends with code 1 at the first thing that is not as it should be. */
public class Jdbc {
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("user", "ann");
    try (Connection connection = DriverManager.getConnection(arguments[0], properties)) {
      statements(connection);
      types(connection);
      prepared(connection);
      transactions(connection);
      metadata(connection);
      failures(connection);
    }
    // Rows in segments instead of pages.
    for (String encoding : List.of("json", "json+lz4", "json+zstd")) {
      properties.setProperty("encoding", encoding);
      try (Connection connection = DriverManager.getConnection(arguments[0], properties)) {
        segments(connection);
      }
    }
  }

  static void segments(Connection connection) throws SQLException {
    long count = 0;
    long sum = 0;
    try (Statement statement = connection.createStatement();
        ResultSet results =
            statement.executeQuery("SELECT a.x, 'some text' FROM UNNEST(sequence(1, 1000)) a(x) CROSS JOIN UNNEST(sequence(1, 300)) b(y)")) {
      while (results.next()) {
        count++;
        sum += results.getLong(1);
        same(results.getString(2), "some text");
      }
    }
    same(count + " " + sum, "300000 150150000");
    same(query(connection, "SELECT 1"), "[1]");
  }

  static void same(Object got, Object wanted) {
    if (!String.valueOf(got).equals(String.valueOf(wanted))) {
      throw new AssertionError("got " + got + ", wanted " + wanted);
    }
  }

  static List<String> rows(ResultSet results) throws SQLException {
    List<String> rows = new ArrayList<>();
    int columns = results.getMetaData().getColumnCount();
    while (results.next()) {
      StringBuilder row = new StringBuilder();
      for (int i = 1; i <= columns; i++) row.append(i > 1 ? "|" : "").append(results.getString(i));
      rows.add(row.toString());
    }
    return rows;
  }

  static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet results = statement.executeQuery(sql)) {
      return rows(results);
    }
  }

  static void statements(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS jdbc");
      same(statement.executeUpdate("CREATE TABLE jdbc.t (id bigint, name varchar, price decimal(12, 2))"), 0);
      same(statement.executeUpdate("INSERT INTO jdbc.t VALUES (1, 'a', 1.50), (2, 'b', NULL)"), 2);
    }
    same(query(connection, "SELECT * FROM jdbc.t ORDER BY id"), "[1|a|1.50, 2|b|null]");
    same(query(connection, "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x) CROSS JOIN UNNEST(sequence(1, 10)) b(y)"), "[100000]");
  }

  static void types(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(
            "SELECT BIGINT '7' AS b, 1e0 AS d, 1.50 AS m, DATE '2026-01-31' AS t, TIMESTAMP '2026-01-31 10:00:00.123456' AS s, "
                + "ARRAY['x', NULL] AS a, X'00FF' AS v")) {
      ResultSetMetaData meta = results.getMetaData();
      same(meta.getColumnTypeName(3), "decimal(3,2)");
      same(meta.getColumnTypeName(5), "timestamp(6)");
      results.next();
      same(results.getLong("b"), 7);
      same(results.getDouble("d"), 1.0);
      same(results.getBigDecimal("m"), "1.50");
      same(results.getDate("t"), "2026-01-31");
      same(results.getTimestamp("s"), "2026-01-31 10:00:00.123456");
      same(((Object[]) results.getArray("a").getArray())[0], "x");
      same(results.getBytes("v").length, 2);
    }
  }

  static void prepared(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT name FROM jdbc.t WHERE id = ? OR name = ? ORDER BY 1")) {
      statement.setLong(1, 2);
      statement.setString(2, "a");
      same(rows(statement.executeQuery()), "[a, b]");
      same(statement.getMetaData().getColumnName(1), "name");
    }
    try (PreparedStatement statement = connection.prepareStatement("INSERT INTO jdbc.t VALUES (?, ?, ?)")) {
      statement.setLong(1, 3);
      statement.setString(2, "it's");
      statement.setBigDecimal(3, new java.math.BigDecimal("2.25"));
      same(statement.executeUpdate(), 1);
    }
  }

  static void transactions(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      same(statement.executeUpdate("DELETE FROM jdbc.t WHERE id = 3"), 1);
    }
    connection.rollback();
    connection.setAutoCommit(true);
    same(query(connection, "SELECT count(*) FROM jdbc.t"), "[3]");
  }

  static void metadata(Connection connection) throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    same(meta.getDatabaseProductName(), "Trino");
    same(meta.getDatabaseProductVersion(), "476");
    List<String> tables = new ArrayList<>();
    try (ResultSet results = meta.getTables("iceberg", "jdbc", "%", null)) {
      while (results.next()) tables.add(results.getString("TABLE_NAME") + " " + results.getString("TABLE_TYPE"));
    }
    same(tables, "[t TABLE]");
    List<String> columns = new ArrayList<>();
    try (ResultSet results = meta.getColumns("iceberg", "jdbc", "t", "%")) {
      while (results.next()) columns.add(results.getString("COLUMN_NAME") + " " + results.getString("TYPE_NAME"));
    }
    same(columns, "[id bigint, name varchar, price decimal(12,2)]");
    try (ResultSet results = meta.getSchemas("iceberg", "jdbc")) {
      same(results.next(), true);
    }
  }

  static void failures(Connection connection) {
    try {
      query(connection, "SELECT nope FROM jdbc.t");
      throw new AssertionError("did not fail");
    } catch (SQLException error) {
      same(error.getErrorCode(), 47);
    }
  }
}
