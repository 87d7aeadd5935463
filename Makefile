# 常用命令。README 的两条安装命令即 make demo 和 make test。
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test oldest deep mutants floors bench schemas docs examples format

demo:      ## 安装并检查一份示例目录
	$(PYTHON) -m venv $(VENV) && $(BIN)/pip install -q ".[excel]" && $(BIN)/zwgk check examples/cuowu-ershi.xlsx -o report.html

test:      ## 安装并执行全部测试
	$(PYTHON) -m venv $(VENV) && $(BIN)/pip install -q -e ".[dev]" && $(BIN)/python -m pytest -n auto

oldest:    ## 用最旧的依赖执行测试（代码风格和类型检查除外）
	$(PYTHON) -m venv $(VENV) && $(BIN)/pip install -q -e ".[test]" -c tests/oldest.txt && $(BIN)/python -m pytest -n auto -m "not tools"

deep:      ## 深度性质测试（数十分钟）
	HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -n auto -m "not tools" tests

mutants:   ## 变异测试一组模块（数十分钟；分组在 pyproject.toml；只测一个模块：make mutants GROUP=calendar ONLY="zwgk.workdays.period*"）
	$(PYTHON) -m venv $(VENV) && $(BIN)/pip install -q -e ".[dev]" mutmut
	$(BIN)/python tests/mutants.py $(or $(GROUP),calendar) $(ONLY)

floors:    ## 性能下限（需先执行 make test 建好环境）
	$(BIN)/python benchmarks/floors.py

bench:     ## 性能对比
	for each in benchmarks/bench_*.py; do $(BIN)/python $$each; done

schemas:   ## 由模型生成 schemas/
	$(BIN)/python schemas/write.py

docs:      ## 由数据生成参考页
	$(BIN)/python docs/write.py

examples:  ## 生成示例工作簿
	$(BIN)/python examples/make.py

format:    ## 统一代码格式
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
