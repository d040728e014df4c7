import lightgbm as lgb
import polars as pl
from sklearn.model_selection import train_test_split

NUMBERS = ["tenure", "monthly", "total"]


def scaled(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        [((pl.col(name) - pl.col(name).mean()) / pl.col(name).std()).alias(name) for name in NUMBERS]  # want "the mean is fitted" "the std is fitted"
    )


def logged(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns([pl.col(name).log1p().alias(name) for name in NUMBERS])


churn = scaled(pl.read_parquet("churn.parquet"))
X_train, X_test, y_train, y_test = train_test_split(churn.drop("churned").to_numpy(), churn["churned"].to_numpy(), random_state=0)
model = lgb.LGBMClassifier(random_state=0).fit(X_train, y_train)
print(model.score(X_test, y_test))

other = logged(pl.read_parquet("other.parquet"))
X_train, X_test, y_train, y_test = train_test_split(other.drop("churned").to_numpy(), other["churned"].to_numpy(), random_state=0)
model = lgb.LGBMClassifier(random_state=0).fit(X_train, y_train)
print(model.score(X_test, y_test))
