from sklearn.ensemble import RandomForestClassifier
import mlflow
m = RandomForestClassifier()
m.fit(x, y)
mlflow.sklearn.log_model(m, "model")
