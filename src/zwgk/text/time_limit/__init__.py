parse_time_limit = None
