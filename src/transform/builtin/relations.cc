#include "transform/builtin/builtin_macros.h"

namespace tarn::transform {

// What materializations are made of. Tarn's own call create_table_as and create_view_as, so that a
// project which replaces them gets what it wrote; the others are for users' materializations.
const std::string_view kRelationMacros = R"jinja(
{% macro properties(temporary=False) %}
    {%- set _properties = {} -%}
    {%- for key, value in (config.get('properties') or {}).items() -%}
        {%- do _properties.update({key: value}) -%}
    {%- endfor -%}
    {%- for option, name in {'file_format': 'format', 'table_format': 'type'}.items() -%}
        {%- if config.get(option) -%}
            {%- if name in _properties -%}
                {% do exceptions.raise_compiler_error("You can specify either '" ~ option ~ "' or 'properties." ~ name ~ "' configurations, but not both.") %}
            {%- endif -%}
            {%- do _properties.update({name: "'" ~ config.get(option) ~ "'"}) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set partitioning = config.get('partitioning') or config.get('partition_by') -%}
    {%- if partitioning and 'partitioning' not in _properties -%}
        {%- set columns = [partitioning] if partitioning is string else partitioning -%}
        {%- do _properties.update({'partitioning': "ARRAY['" ~ (columns | join("', '")) ~ "']"}) -%}
    {%- endif -%}
    {%- if _properties -%}
    WITH (
        {%- for key, value in _properties.items() -%}
        {{ key }} = {{ value }}
        {%- if not loop.last -%}{{ ',\n  ' }}{%- endif -%}
        {%- endfor -%}
    )
    {%- endif -%}
{%- endmacro -%}

{% macro comment(comment) %}
    {%- set persist_docs = model.get('config', {}).get('persist_docs') -%}
    {%- if persist_docs and persist_docs.get('relation') and comment -%}
    comment '{{ comment | replace("'", "''") }}'
    {%- endif -%}
{%- endmacro -%}

{% macro create_table_as(temporary, relation, compiled_code, language='sql') -%}
    {{ adapter.dispatch('create_table_as', 'dbt')(temporary, relation, compiled_code) }}
{%- endmacro %}
{% macro default__create_table_as(temporary, relation, sql) -%}
    {%- set sql_header = config.get('sql_header', none) -%}
    {{ sql_header if sql_header is not none }}
    create or replace table {{ relation }}
      {{ comment(model.get('description')) }}
      {{ properties(temporary) }}
    as (
      {{ sql }}
    )
{%- endmacro %}
{% macro get_create_table_as_sql(temporary, relation, sql) -%}
    {{ create_table_as(temporary, relation, sql) }}
{%- endmacro %}

{% macro create_view_as(relation, sql) -%}
    {{ adapter.dispatch('create_view_as', 'dbt')(relation, sql) }}
{%- endmacro %}
{% macro default__create_view_as(relation, sql) -%}
    {%- set security = config.get('view_security') -%}
    create or replace view
      {{ relation }}
      {{ comment(model.get('description')) }}
    {%- if security %}
    security {{ security }}
    {%- endif %}
    as
      {{ sql }}
{%- endmacro %}
{% macro get_create_view_as_sql(relation, sql) -%}
    {{ create_view_as(relation, sql) }}
{%- endmacro %}

{% macro load_cached_relation(relation) -%}
    {% do return(adapter.get_relation(database=relation.database, schema=relation.schema, identifier=relation.identifier)) %}
{%- endmacro %}
{% macro load_relation(relation) -%}
    {% do return(load_cached_relation(relation)) %}
{%- endmacro %}
{% macro drop_relation(relation) -%}
    {% do adapter.drop_relation(relation) %}
{%- endmacro %}
{% macro drop_relation_if_exists(relation) %}
    {% if relation is not none %}
        {% do adapter.drop_relation(relation) %}
    {% endif %}
{% endmacro %}
{% macro rename_relation(from_relation, to_relation) -%}
    {% do adapter.rename_relation(from_relation, to_relation) %}
{%- endmacro %}
{% macro truncate_relation(relation) -%}
    {% do adapter.truncate_relation(relation) %}
{%- endmacro %}
{% macro create_schema(relation) -%}
    {% do adapter.create_schema(relation) %}
{%- endmacro %}
{% macro drop_schema(relation) -%}
    {% do adapter.drop_schema(relation) %}
{%- endmacro %}
{% macro make_temp_relation(base_relation, suffix='__dbt_tmp') %}
    {{ return(base_relation.incorporate(path={"identifier": base_relation.identifier ~ suffix})) }}
{% endmacro %}
{% macro make_intermediate_relation(base_relation, suffix='__dbt_tmp') %}
    {{ return(make_temp_relation(base_relation, suffix)) }}
{% endmacro %}
{% macro make_backup_relation(base_relation, backup_relation_type, suffix='__dbt_backup') %}
    {{ return(base_relation.incorporate(path={"identifier": base_relation.identifier ~ suffix}, type=backup_relation_type)) }}
{% endmacro %}
{% macro get_or_create_relation(database, schema, identifier, type) -%}
    {%- set existing = adapter.get_relation(database=database, schema=schema, identifier=identifier) -%}
    {% if existing %}{% do return([true, existing]) %}{% endif %}
    {% do return([false, api.Relation.create(database=database, schema=schema, identifier=identifier, type=type)]) %}
{%- endmacro %}

{% macro get_columns_in_relation(relation) -%}
    {{ return(adapter.get_columns_in_relation(relation)) }}
{%- endmacro %}
{% macro get_columns_in_query(select_sql) -%}
    {% set result = run_query("select * from (" ~ select_sql ~ ") as __dbt_sbq where false limit 0") %}
    {{ return(result.column_names if result else []) }}
{%- endmacro %}
{% macro get_quoted_csv(column_names) %}
    {% set quoted = [] %}
    {% for column in column_names -%}
        {%- do quoted.append(adapter.quote(column)) -%}
    {%- endfor %}
    {{ return(quoted | join(', ')) }}
{% endmacro %}

{% macro information_schema_name(database) -%}
    {% if database %}{{ database }}.information_schema{% else %}information_schema{% endif %}
{%- endmacro %}
{% macro list_schemas(database) -%}
    {{ return(adapter.list_schemas(database)) }}
{%- endmacro %}
{% macro check_schema_exists(information_schema, schema) -%}
    {{ return(adapter.check_schema_exists(information_schema.database, schema)) }}
{%- endmacro %}
{% macro list_relations_without_caching(schema_relation) %}
    {{ return(adapter.list_relations_without_caching(schema_relation)) }}
{% endmacro %}
{#- Access is Tarn's users' and roles' matter, not that of grants in models. -#}
{% macro apply_grants(relation, grant_config, should_revoke=True) %}{% endmacro %}
{% macro should_revoke(existing_relation, full_refresh_mode=True) %}{{ return(False) }}{% endmacro %}
{% macro persist_docs(relation, model, for_relation=true, for_columns=true) -%}{% endmacro %}
{% macro create_indexes(relation) -%}{% endmacro %}
{% macro set_sql_header(config) -%}
    {{ config.set('sql_header', caller()) }}
{%- endmacro %}
)jinja";

}  // namespace tarn::transform
