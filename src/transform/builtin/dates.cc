#include "transform/builtin/builtin_macros.h"

namespace tarn::transform {

const std::string_view kDateMacros = R"jinja(
{%- macro current_timestamp() -%}
    {{ adapter.dispatch('current_timestamp', 'dbt')() }}
{%- endmacro -%}
{% macro default__current_timestamp() -%}current_timestamp{%- endmacro %}
{% macro duckdb__current_timestamp() -%}now(){%- endmacro %}

{% macro current_timestamp_backcompat() %}
    {{ return(adapter.dispatch('current_timestamp_backcompat', 'dbt')()) }}
{% endmacro %}
{% macro default__current_timestamp_backcompat() %}current_timestamp::timestamp{% endmacro %}

{% macro date(year, month, day) %}
    {{ return(adapter.dispatch('date', 'dbt')(year, month, day)) }}
{% endmacro %}
{% macro default__date(year, month, day) -%}
    {%- set day_of = modules.datetime.date(year, month, day) -%}
    to_date('{{ day_of.isoformat() }}', 'YYYY-MM-DD')
{%- endmacro %}

{% macro date_trunc(datepart, date) -%}
    {{ return(adapter.dispatch('date_trunc', 'dbt')(datepart, date)) }}
{%- endmacro %}
{% macro default__date_trunc(datepart, date) -%}
    date_trunc('{{ datepart }}', {{ date }})
{%- endmacro %}

{% macro dateadd(datepart, interval, from_date_or_timestamp) %}
    {{ return(adapter.dispatch('dateadd', 'dbt')(datepart, interval, from_date_or_timestamp)) }}
{% endmacro %}
{% macro default__dateadd(datepart, interval, from_date_or_timestamp) -%}
    dateadd(
        {{ datepart }},
        {{ interval }},
        {{ from_date_or_timestamp }}
        )
{%- endmacro %}
{% macro trino__dateadd(datepart, interval, from_date_or_timestamp) -%}
    date_add('{{ datepart }}', {{ interval }}, {{ from_date_or_timestamp }})
{%- endmacro %}
{% macro duckdb__dateadd(datepart, interval, from_date_or_timestamp) -%}
    date_add({{ from_date_or_timestamp }}, interval ({{ interval }}) {{ datepart }})
{%- endmacro %}

{% macro datediff(first_date, second_date, datepart) %}
    {{ return(adapter.dispatch('datediff', 'dbt')(first_date, second_date, datepart)) }}
{% endmacro %}
{% macro default__datediff(first_date, second_date, datepart) -%}
    datediff(
        {{ datepart }},
        {{ first_date }},
        {{ second_date }}
        )
{%- endmacro %}
{% macro duckdb__datediff(first_date, second_date, datepart) -%}
    date_diff('{{ datepart }}', {{ first_date }}::timestamp, {{ second_date }}::timestamp )
{%- endmacro %}
{#- Counts the boundaries crossed, as dbt promises on every engine; Trino's own date_diff counts whole units. -#}
{% macro trino__datediff(first_date, second_date, datepart) -%}
    {%- set first = 'CAST(' ~ first_date ~ ' AS TIMESTAMP)' -%}
    {%- set second = 'CAST(' ~ second_date ~ ' AS TIMESTAMP)' -%}
    {%- if datepart == 'year' -%}
        (year({{ second }}) - year({{ first }}))
    {%- elif datepart == 'quarter' -%}
        ({{ datediff(first_date, second_date, 'year') }} * 4) + quarter({{ second }}) - quarter({{ first }})
    {%- elif datepart == 'month' -%}
        ({{ datediff(first_date, second_date, 'year') }} * 12) + month({{ second }}) - month({{ first }})
    {%- elif datepart == 'day' -%}
        ((to_milliseconds((CAST({{ second }} AS DATE) - CAST({{ first }} AS DATE)))) / 86400000)
    {%- elif datepart == 'week' -%}
        ({{ datediff(first_date, second_date, 'day') }} / 7 + case
            when dow({{ first }}) <= dow({{ second }}) then
                case when {{ first_date }} <= {{ second_date }} then 0 else -1 end
            else
                case when {{ first_date }} <= {{ second_date }} then 1 else 0 end
        end)
    {%- elif datepart == 'hour' -%}
        ({{ datediff(first_date, second_date, 'day') }} * 24 + hour({{ second }}) - hour({{ first }}))
    {%- elif datepart == 'minute' -%}
        ({{ datediff(first_date, second_date, 'hour') }} * 60 + minute({{ second }}) - minute({{ first }}))
    {%- elif datepart == 'second' -%}
        ({{ datediff(first_date, second_date, 'minute') }} * 60 + second({{ second }}) - second({{ first }}))
    {%- elif datepart == 'millisecond' -%}
        (to_milliseconds(({{ second }} - {{ first }})))
    {%- else -%}
        {% if execute %}{{ exceptions.raise_compiler_error("Unsupported datepart for macro datediff in Trino: '" ~ datepart ~ "'") }}{% endif %}
    {%- endif -%}
{%- endmacro %}

{% macro last_day(date, datepart) %}
    {{ return(adapter.dispatch('last_day', 'dbt')(date, datepart)) }}
{% endmacro %}
{%- macro default_last_day(date, datepart) -%}
    cast(
        {{ dbt.dateadd('day', '-1', dbt.dateadd(datepart, '1', dbt.date_trunc(datepart, date))) }}
        as date)
{%- endmacro -%}
{% macro default__last_day(date, datepart) -%}
    {{ dbt.default_last_day(date, datepart) }}
{%- endmacro %}

{% macro get_intervals_between(start_date, end_date, datepart) -%}
    {{ return(adapter.dispatch('get_intervals_between', 'dbt')(start_date, end_date, datepart)) }}
{%- endmacro %}
{% macro default__get_intervals_between(start_date, end_date, datepart) -%}
    {%- call statement('get_intervals_between', fetch_result=True) %}
        select {{ dbt.datediff(start_date, end_date, datepart) }}
    {%- endcall -%}
    {%- set value_list = load_result('get_intervals_between') -%}
    {%- if value_list and value_list['data'] -%}
        {{ return(value_list['data'][0][0] | int) }}
    {%- else -%}
        {{ return(1) }}
    {%- endif -%}
{%- endmacro %}

{% macro date_spine(datepart, start_date, end_date) %}
    {{ return(adapter.dispatch('date_spine', 'dbt')(datepart, start_date, end_date)) }}
{%- endmacro %}
{% macro default__date_spine(datepart, start_date, end_date) %}
    with rawdata as (
        {{ dbt.generate_series(dbt.get_intervals_between(start_date, end_date, datepart)) }}
    ),
    all_periods as (
        select (
            {{ dbt.dateadd(datepart, "row_number() over (order by generated_number) - 1", "cast(" ~ start_date ~ " as date)") }}
        ) as date_{{ datepart }}
        from rawdata
    ),
    filtered as (
        select *
        from all_periods
        where date_{{ datepart }} <= {{ end_date }}
    )
    select * from filtered
{% endmacro %}

{% macro convert_datetime(date_str, date_fmt) %}
    {{ return(modules.datetime.datetime.strptime(date_str, date_fmt)) }}
{% endmacro %}
{% macro dates_in_range(start_date_str, end_date_str=none, in_fmt="%Y%m%d", out_fmt="%Y%m%d") %}
    {% set first = convert_datetime(start_date_str, in_fmt) %}
    {% set last = first if end_date_str is none else convert_datetime(end_date_str, in_fmt) %}
    {% set days = last.toordinal() - first.toordinal() %}
    {% if days < 0 %}
        {{ exceptions.raise_compiler_error("Partition start date is after the end date (" ~ start_date_str ~ ", " ~ end_date_str ~ ")") }}
    {% endif %}
    {% set dates = [] %}
    {% for i in range(days + 1) %}
        {% do dates.append(modules.datetime.datetime.fromtimestamp(first.timestamp() + i * 86400).strftime(out_fmt)) %}
    {% endfor %}
    {{ return(dates) }}
{% endmacro %}
{% macro partition_range(raw_partition_date, date_fmt='%Y%m%d') %}
    {% set parts = (raw_partition_date | string).split(',') %}
    {{ return(dates_in_range(parts[0] | trim, (parts[1] | trim) if parts | length > 1 else none, in_fmt=date_fmt)) }}
{% endmacro %}
{% macro py_current_timestring() %}
    {{ return(modules.datetime.datetime.now().strftime("%Y%m%d%H%M%S%f")) }}
{% endmacro %}
)jinja";

}  // namespace tarn::transform
