import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
from statsmodels.tsa.arima.model import ARIMA

rows = pd.read_csv("rows.csv")
print(sm.OLS(rows["y"], sm.add_constant(rows[["x"]])).fit().summary())
print(smf.ols("y ~ x", data=rows).fit().params)
print(ARIMA(rows["y"], order=(1, 1, 0)).fit().forecast(5))
