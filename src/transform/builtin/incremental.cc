#include "transform/builtin/builtin_macros.h"

namespace tarn::transform {

// SQL that brings new rows (temp_relation) into a table; a strategy `x` of a user is a macro
// get_incremental_x_sql.
const std::string_view kIncrementalMacros = R"jinja(
{% macro get_incremental_append_sql(arg_dict) %}
    {{ return(adapter.dispatch('get_incremental_append_sql', 'dbt')(arg_dict)) }}
{% endmacro %}
{% macro default__get_incremental_append_sql(arg_dict) %}
    {% do return(get_insert_into_sql(arg_dict["target_relation"], arg_dict["temp_relation"], arg_dict["dest_columns"])) %}
{% endmacro %}

{% macro get_insert_into_sql(target_relation, temp_relation, dest_columns) %}
    {%- set dest_cols_csv = get_quoted_csv(dest_columns | map(attribute="name")) -%}
    insert into {{ target_relation }} ({{ dest_cols_csv }})
    (
        select {{ dest_cols_csv }}
        from {{ temp_relation }}
    )
{% endmacro %}

{% macro get_incremental_delete_insert_sql(arg_dict) %}
    {{ return(adapter.dispatch('get_incremental_delete_insert_sql', 'dbt')(arg_dict)) }}
{% endmacro %}
{% macro default__get_incremental_delete_insert_sql(arg_dict) %}
    {% do return(get_delete_insert_merge_sql(arg_dict["target_relation"], arg_dict["temp_relation"], arg_dict["unique_key"], arg_dict["dest_columns"], arg_dict["incremental_predicates"])) %}
{% endmacro %}

{% macro get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
    {{ adapter.dispatch('get_delete_insert_merge_sql', 'dbt')(target, source, unique_key, dest_columns, incremental_predicates) }}
{%- endmacro %}
{% macro default__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
    {%- if unique_key -%}
    {%- set keys = [unique_key] if unique_key is string else unique_key -%}
    delete from {{ target }}
    where exists (
        select 1
        from {{ source }} as dbt_internal_source
        where {% for key in keys %}dbt_internal_source.{{ key }} = {{ target }}.{{ key }}{{ " and " if not loop.last }}{% endfor %}
    )
    {%- for predicate in incremental_predicates or [] %}
    and {{ predicate }}
    {%- endfor %};
    {%- endif %}
    {{ get_insert_into_sql(target, source, dest_columns) }}
{%- endmacro %}

{% macro get_incremental_merge_sql(arg_dict) %}
    {{ return(adapter.dispatch('get_incremental_merge_sql', 'dbt')(arg_dict)) }}
{% endmacro %}
{% macro default__get_incremental_merge_sql(arg_dict) %}
    {% do return(get_merge_sql(arg_dict["target_relation"], arg_dict["temp_relation"], arg_dict["unique_key"], arg_dict["dest_columns"], arg_dict["incremental_predicates"])) %}
{% endmacro %}

{% macro get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) -%}
    {%- if merge_update_columns and merge_exclude_columns -%}
        {{ exceptions.raise_compiler_error('Model cannot specify merge_update_columns and merge_exclude_columns. Please update model to use only one config') }}
    {%- endif -%}
    {%- if merge_update_columns -%}
        {{ return(merge_update_columns) }}
    {%- endif -%}
    {%- set excluded = (merge_exclude_columns or []) | map("lower") | list -%}
    {%- set columns = [] -%}
    {%- for column in dest_columns if column.name | lower not in excluded -%}
        {%- do columns.append(column.quoted) -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}

{% macro get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
    {{ adapter.dispatch('get_merge_sql', 'dbt')(target, source, unique_key, dest_columns, incremental_predicates) }}
{%- endmacro %}
{% macro default__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
    {%- set predicates = [] + (incremental_predicates or []) -%}
    {%- set dest_cols_csv = get_quoted_csv(dest_columns | map(attribute="name")) -%}
    {%- set update_columns = get_merge_update_columns(config.get('merge_update_columns'), config.get('merge_exclude_columns'), dest_columns) -%}
    {%- if unique_key -%}
    {%- for key in ([unique_key] if unique_key is string else unique_key) -%}
        {%- do predicates.append("DBT_INTERNAL_SOURCE." ~ key ~ " = DBT_INTERNAL_DEST." ~ key) -%}
    {%- endfor -%}
    merge into {{ target }} as DBT_INTERNAL_DEST
        using {{ source }} as DBT_INTERNAL_SOURCE
        on {{ "(" ~ predicates | join(") and (") ~ ")" }}
    when matched then update set
        {% for column_name in update_columns -%}
        {{ column_name }} = DBT_INTERNAL_SOURCE.{{ column_name }}
        {%- if not loop.last %}, {%- endif %}
        {%- endfor %}
    when not matched then insert
        ({{ dest_cols_csv }})
    values
        ({% for column in dest_columns -%}
        DBT_INTERNAL_SOURCE.{{ column.quoted }}{%- if not loop.last %}, {% endif %}
        {%- endfor %})
    {%- else -%}
    {{ get_insert_into_sql(target, source, dest_columns) }}
    {%- endif -%}
{%- endmacro %}

{% macro incremental_validate_on_schema_change(on_schema_change, default='ignore') %}
    {% if on_schema_change not in ['sync_all_columns', 'append_new_columns', 'fail', 'ignore'] %}
        {% do return(default) %}
    {% endif %}
    {% do return(on_schema_change) %}
{% endmacro %}
)jinja";

}  // namespace tarn::transform
